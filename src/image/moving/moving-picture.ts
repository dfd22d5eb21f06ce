import { setImmediate } from 'node:timers/promises'
import { viewOf } from '#src/pipeline/views/registry.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { Mode, ResolvedRequest } from '#src/requests/draw-request.ts'
import type { ResolvedAnagram } from '#src/requests/modes/anagram.ts'
import { promptLine } from '#src/requests/prompt-line.ts'
import type { EncodedPicture } from '../encode.ts'
import { enlarge } from '../enlarge.ts'
import { flatten, type Picture } from '../picture.ts'
import { shrink } from '../shrink.ts'
import { stepsOn } from '../strip.ts'
import { canvas, ease } from './canvas.ts'
import { captionHeight, drawCaption, fade, makeCaption } from './caption.ts'
import { encodeMoving, type Frame } from './encode-moving.ts'
import { originalFadeMotion, denoisingMotion } from './fade-motion.ts'
import { hybridMotion } from './hybrid-motion.ts'
import type { Motion, Stage } from './motion.ts'
import { drawPieces } from './move-pieces.ts'
import { piecesBetween } from './pieces.ts'

/** The frames of one movement, and how long each frame and each reading is shown, in milliseconds. */
const timing = { frames: 28, movement: 45, stop: 1600 } as const

/** The longer side of a moving picture in pixels. Channels do not show pictures larger than this. */
const maxSide = 512

/** What a picture was made from, as far as it is stored. */
export interface Origins {
  /** The picture that was painted over. */
  readonly before?: Picture
  /** The strip of its steps. */
  readonly strip?: Picture
}

/**
 * How the readings of a mode change into one another; undefined for a picture with one reading. A method: TypeScript then
 * lets one mode stand for any, and `movingPicture` hands each request to its own.
 */
interface ReadingMotions<Resolved> {
  between(request: Resolved, picture: Picture, stage: Stage): Promise<readonly Motion[] | undefined>
}

const readingMotions: { readonly [M in Mode]?: ReadingMotions<Extract<ResolvedRequest, { readonly mode: M }>> } = {
  anagram: { between: anagramMotions },
  hybrid: { between: hybridMotion },
}

/**
 * Sets a picture in motion, as an endless animated WebP of at most `limit` bytes. An illusion goes from reading to reading: an
 * anagram turns or its pieces slide, a hybrid steps back or loses its colour. A picture that was made from another one fades
 * from that into the result. All others emerge from the noise step by step. Undefined if only the picture itself is known.
 *
 * @throws UserError `picture-does-not-fit`
 */
export async function movingPicture(
  request: ResolvedRequest,
  picture: Picture,
  limit: number,
  origins: Origins = {},
): Promise<EncodedPicture | undefined> {
  const shown = enlarge(flatten(await shrink(picture, maxSide)))
  const turning = stageFor(shown)
  const own: ReadingMotions<ResolvedRequest> | undefined = readingMotions[request.mode]
  const motions = await own?.between(request, shown, turning)
  if (motions !== undefined) return play(motions, turning, limit)
  const { before, strip } = origins
  const still = stillStageFor(shown)
  if (before !== undefined)
    return play(await originalFadeMotion(before, shown, promptLine(request), still), still, limit)
  const steps = strip && stepsOn(strip)
  return steps && play(await denoisingMotion(steps, shown, promptLine(request), still), still, limit)
}

/** A frame for a picture that does not move: a margin around it and room for captions, which need some width, below. */
function stillStageFor({ width, height }: Picture): Stage {
  const margin = 12
  const across = Math.max(256, width) + 2 * margin
  return { width: across, height: height + margin + captionHeight, left: Math.floor((across - width) / 2), top: margin }
}

/** A frame for a picture that may turn: room for its diagonal, and for captions below. */
function stageFor({ width, height }: Picture): Stage {
  const side = 2 * Math.ceil(Math.hypot(width, height) / 2)
  return {
    width: side,
    height: side + captionHeight,
    left: Math.floor((side - width) / 2),
    top: Math.floor((side - height) / 2),
  }
}

async function anagramMotions(
  { readings }: ResolvedAnagram,
  picture: Picture,
  { width, left, top }: Stage,
): Promise<Motion[]> {
  const captions = await Promise.all(readings.map(({ prompt }) => makeCaption(prompt, width)))
  const views = readings.map(({ view }) => viewOf(view))
  return captions.flatMap((from, i) => {
    const next = (i + 1) % readings.length
    const [view, nextView, to] = [views[i], views[next], captions[next]]
    if (view === undefined || nextView === undefined || to === undefined) return []
    const seen = seenThrough(picture, (planes) => view.apply(planes))
    const pieces = piecesBetween(view, nextView, picture)
    return [{ from, to, draw: (frame, progress) => drawPieces(frame, seen, pieces, ease(progress), { left, top }) }]
  })
}

/** A picture as a view shows it. */
function seenThrough(picture: Picture, apply: (planes: Planes) => Planes): Picture {
  const { width, height, data } = picture
  const area = width * height
  // Centred around zero, so that a change of sign makes a negative.
  const centred = Float32Array.from(
    { length: 3 * area },
    (_, i) => (data[4 * (i % area) + Math.floor(i / area)] ?? 0) - 127.5,
  )
  const seen = apply({ data: centred, channels: 3, height, width })
  const bytes = new Uint8Array(4 * area).fill(255)
  for (let i = 0; i < area; i++)
    for (let c = 0; c < 3; c++) bytes[4 * i + c] = Math.round((seen.data[c * area + i] ?? 0) + 127.5)
  return { width, height, data: bytes }
}

async function play(motions: readonly Motion[], { width, height }: Stage, limit: number): Promise<EncodedPicture> {
  const frames: Frame[] = []
  for (const { from, to, draw, pace = timing } of motions) {
    for (let i = 0; i < pace.frames; i++) {
      const progress = i / pace.frames
      const frame = canvas(width, height)
      draw(frame, progress)
      const [before, after] = from === to ? [1, 0] : fade(progress)
      drawCaption(frame, from, before)
      drawCaption(frame, to, after)
      frames.push({ picture: frame, milliseconds: i === 0 ? pace.stop : timing.movement })
      // Other work of this thread gets a turn between two frames.
      await setImmediate()
    }
  }
  return encodeMoving(frames, limit)
}
