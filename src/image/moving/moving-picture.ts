import { setImmediate } from 'node:timers/promises'
import { viewOf } from '#src/pipeline/views/view-of.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { ResolvedDrawing } from '#src/requests/draw-request.ts'
import type { ResolvedAnagram } from '#src/requests/modes/anagram.ts'
import type { EncodedPicture } from '../encode.ts'
import type { Picture } from '../picture.ts'
import { pictureOf } from '../planes-of.ts'
import { canvas, ease } from './canvas.ts'
import { captionHeight, drawCaption, fade, makeCaption } from './caption.ts'
import { encodeMoving, type Frame } from './encode-moving.ts'
import { hybridMotion } from './hybrid-motion.ts'
import type { Motion, Stage } from './motion.ts'
import { drawPieces } from './move-pieces.ts'
import { piecesBetween } from './pieces.ts'

/** Frames of one movement, their time, and how long each reading is looked at, in milliseconds. */
const timing = { frames: 28, movement: 45, stop: 1600 } as const

/** Small pictures are shown four times as large. */
const shownSize = 256

/**
 * The picture set in motion, from reading to reading and round again: an anagram turns or its pieces slide, a hybrid
 * steps back or loses its colour. An animated WebP of at most `limit` bytes; undefined for modes that have no second
 * reading.
 *
 * @throws UserError `picture-does-not-fit`
 */
export async function movingPicture(
  request: ResolvedDrawing,
  planes: Planes,
  limit: number,
): Promise<EncodedPicture | undefined> {
  const picture = enlarge(pictureOf(planes))
  const stage = stageFor(picture)
  if (request.mode === 'anagram') return play(await anagramMotions(request, picture, stage), stage, limit)
  if (request.mode !== 'hybrid') return undefined
  const motions = await hybridMotion(request, picture, stage)
  return motions && play(motions, stage, limit)
}

/** Room for the picture's diagonal, since it may turn, and for captions below. */
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

/** A picture as a view shows it, byte by byte. */
function seenThrough(picture: Picture, apply: (planes: Planes) => Planes): Picture {
  const { width, height, data } = picture
  const area = width * height
  // Around zero, so that a negative is the sign changed.
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
  for (const { from, to, draw } of motions) {
    for (let i = 0; i < timing.frames; i++) {
      const progress = i / timing.frames
      const frame = canvas(width, height)
      draw(frame, progress)
      const [before, after] = fade(progress)
      drawCaption(frame, from, before)
      drawCaption(frame, to, after)
      frames.push({ picture: frame, milliseconds: i === 0 ? timing.stop : timing.movement })
      // Whoever else lives in this thread gets a turn between two frames.
      await setImmediate()
    }
  }
  return encodeMoving(frames, limit)
}

/** By whole pixels, so that a 64 px picture keeps its look. */
function enlarge(picture: Picture): Picture {
  const factor = Math.max(1, Math.floor(shownSize / Math.max(picture.width, picture.height)))
  if (factor === 1) return picture
  const width = picture.width * factor
  const height = picture.height * factor
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (Math.floor(y / factor) * picture.width + Math.floor(x / factor))
      data.set(picture.data.subarray(at, at + 4), 4 * (y * width + x))
    }
  }
  return { width, height, data }
}
