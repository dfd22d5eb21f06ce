import { flatten, type Picture } from './picture.ts'
import { shrink } from './shrink.ts'

/** The picture is measured at this size, in pixels of its longer side. */
const measuredSide = 128
/** A pixel has the colour of its neighbour where no channel differs by more. */
const tolerance = 6
/** Colours are counted in this many levels per channel. */
const levels = 8
/** This share of the pixels must continue their neighbours … */
const flatShare = 0.75
/** … and this many colours must cover nearly all of the flat ones. */
const fewColours = { count: 10, share: 0.97 }

/** Where one colour covers this much, the sketch is lines on paper. */
const paperShare = 0.85

/** Lines on paper, or areas that are filled with colour. */
export type Sketch = 'lines' | 'areas'

/**
 * What kind of sketch a picture is, if it is one: even areas of few colours, as from a brush or a felt pen. A photograph
 * and a picture from a network have gradients and grain everywhere.
 */
export async function sketchIn(picture: Picture): Promise<Sketch | undefined> {
  const { width, height, data } = flatten(await shrink(picture, measuredSide))
  const counts = new Map<number, number>()
  let flat = 0
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0; x < width - 1; x++) {
      const at = 4 * (y * width + x)
      if (!isNear(data, at, at + 4) || !isNear(data, at, at + 4 * width)) continue
      flat++
      const colour = [0, 1, 2].reduce((sum, c) => sum * levels + Math.floor(((data[at + c] ?? 0) * levels) / 256), 0)
      counts.set(colour, (counts.get(colour) ?? 0) + 1)
    }
  }
  const largest = [...counts.values()].sort((a, b) => b - a).slice(0, fewColours.count)
  const covered = largest.reduce((sum, count) => sum + count, 0)
  const pixels = (width - 1) * (height - 1)
  if (flat < flatShare * pixels || covered < fewColours.share * flat) return undefined
  return (largest[0] ?? 0) >= paperShare * flat ? 'lines' : 'areas'
}

function isNear(data: Uint8Array, a: number, b: number): boolean {
  return [0, 1, 2].every((c) => Math.abs((data[a + c] ?? 0) - (data[b + c] ?? 0)) <= tolerance)
}
