import { hybrid, type HybridKind, type ResolvedHybrid } from '#src/requests/modes/hybrid.ts'
import type { Picture } from '../picture.ts'
import { ease, sample } from './canvas.ts'
import { makeCaption } from './caption.ts'
import type { Motion, Stage } from './motion.ts'

/** Draws a picture on frames. `away` goes from 0, the picture as it is, to 1: far away, without colour or in motion. */
type Transition = (picture: Picture, stage: Stage) => (frame: Picture, away: number) => void

/** The transition that reveals the other reading of each kind. */
const transitions: Readonly<Record<Exclude<HybridKind, 'scale'>, Transition>> = {
  low_high: stepBack,
  triple: stepBack,
  colour: loseColour,
  motion: shake,
}

/** Goes from reading to reading and back. Undefined if a hybrid has only one reading. */
export async function hybridMotion(
  request: ResolvedHybrid,
  picture: Picture,
  stage: Stage,
): Promise<Motion[] | undefined> {
  const { kind } = request
  if (kind === 'scale') return undefined
  // It begins with what the picture shows as it is.
  const words = (hybrid.readings?.(request) ?? []).map(({ prompt }) => prompt).toReversed()
  const captions = await Promise.all(words.map((text) => makeCaption(text, stage.width)))
  const last = captions.length - 1
  const drawAt = transitions[kind](picture, stage)
  const stops = [...captions.keys(), ...Array.from({ length: last - 1 }, (_, i) => last - 1 - i)]
  return stops.flatMap((at, i) => {
    const goal = stops[(i + 1) % stops.length] ?? 0
    const [from, to] = [captions[at], captions[goal]]
    if (from === undefined || to === undefined) return []
    const draw = (frame: Picture, progress: number): void => {
      drawAt(frame, (at + (goal - at) * ease(progress)) / last)
    }
    return [{ from, to, draw }]
  })
}

/** The scale of the picture when it is farthest away. */
const farthest = 1 / 8

/** Moves the picture away until it has an eighth of its size. */
function stepBack(picture: Picture, { left, top }: Stage) {
  return (frame: Picture, away: number): void => {
    const scale = farthest ** away
    const width = picture.width * scale
    const height = picture.height * scale
    const x0 = left + (picture.width - width) / 2
    const y0 = top + (picture.height - height) / 2
    // Shrinking averages over all pixels that one new pixel covers. Otherwise details would flicker.
    const taps = Math.ceil(1 / scale)
    const colour = new Float64Array(3)
    const sum = new Float64Array(3)
    for (let y = Math.ceil(y0); y < y0 + height; y++) {
      for (let x = Math.ceil(x0); x < x0 + width; x++) {
        sum.fill(0)
        for (let i = 0; i < taps * taps; i++) {
          const sx = (x + ((i % taps) + 0.5) / taps - x0) / scale - 0.5
          const sy = (y + (Math.floor(i / taps) + 0.5) / taps - y0) / scale - 0.5
          sample(picture, sx, sy, colour)
          for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + (colour[c] ?? 0)
        }
        put(frame, x, y, sum, taps * taps)
      }
    }
  }
}

function loseColour(picture: Picture, { left, top }: Stage) {
  return (frame: Picture, away: number): void => {
    const colour = new Float64Array(3)
    for (let y = 0; y < picture.height; y++) {
      for (let x = 0; x < picture.width; x++) {
        sample(picture, x, y, colour)
        const grey = ((colour[0] ?? 0) + (colour[1] ?? 0) + (colour[2] ?? 0)) / 3
        for (let c = 0; c < 3; c++) colour[c] = grey * away + (colour[c] ?? 0) * (1 - away)
        put(frame, left + x, top + y, colour, 1)
      }
    }
  }
}

/** The longest blur as a share of the picture's side. The kernel of a motion hybrid is 29 pixels long at 256 px. */
const maxBlur = 29 / 256

/** Blurs the picture along its diagonal, as if it moved past the eye. */
function shake(picture: Picture, { left, top }: Stage) {
  const { width, height } = picture
  const sums = diagonalSums(picture)
  const at = (x: number, y: number, c: number): number => (x < 0 || y < 0 ? 0 : (sums[3 * (y * width + x) + c] ?? 0))
  return (frame: Picture, away: number): void => {
    const half = Math.round((maxBlur * width * away) / 2)
    const sum = new Float64Array(3)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        // Only the part of the diagonal that lies within the picture counts.
        const before = Math.min(half, x, y)
        const after = Math.min(half, width - 1 - x, height - 1 - y)
        for (let c = 0; c < 3; c++) sum[c] = at(x + after, y + after, c) - at(x - before - 1, y - before - 1, c)
        put(frame, left + x, top + y, sum, before + after + 1)
      }
    }
  }
}

/** [H, W, 3]: for each pixel the sum of itself and all pixels before it on its diagonal. */
function diagonalSums({ width, height, data }: Picture): Float64Array {
  const sums = new Float64Array(3 * width * height)
  for (let i = 0; i < width * height; i++) {
    const previous = i % width === 0 ? -1 : i - width - 1
    for (let c = 0; c < 3; c++)
      sums[3 * i + c] = (data[4 * i + c] ?? 0) + (previous < 0 ? 0 : (sums[3 * previous + c] ?? 0))
  }
  return sums
}

function put(frame: Picture, x: number, y: number, sum: Float64Array, count: number): void {
  const at = 4 * (y * frame.width + x)
  for (let c = 0; c < 3; c++) frame.data[at + c] = Math.round((sum[c] ?? 0) / count)
}
