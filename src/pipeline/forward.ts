import { weigh } from './arithmetic.ts'
import type { NoiseSchedule } from './noise-schedule.ts'
import type { Planes } from './planes.ts'
import type { RandomNormal } from './random.ts'

/**
 * The forward process: √ᾱ·x₀ + √(1−ᾱ)·z at a level, with fresh noise z; at −1 the picture itself, and nothing is drawn.
 *
 * @param data where it is written; default: an array of its own
 */
export function noised(
  picture: Planes,
  level: number,
  schedule: NoiseSchedule,
  random: RandomNormal,
  data: Float32Array = new Float32Array(picture.data.length),
): Planes {
  if (level === -1) {
    data.set(picture.data)
    return { ...picture, data }
  }
  const alphaBar = schedule.alphaBar(level)
  const signal = Math.sqrt(alphaBar)
  const noise = Math.sqrt(1 - alphaBar)
  random(data.length, data)
  weigh(data, picture.data, signal, data, noise)
  return { ...picture, data }
}

/** One move up the levels: from x at `level` to x at `higher`, `√(ᾱ_b/ᾱ_a)·x + √(1−ᾱ_b/ᾱ_a)·z`; written to `data`. */
export function renoised(
  x: Planes,
  level: number,
  higher: number,
  schedule: NoiseSchedule,
  random: RandomNormal,
  data: Float32Array,
): Planes {
  const kept = schedule.alphaBar(higher) / schedule.alphaBar(level)
  const signal = Math.sqrt(kept)
  const noise = Math.sqrt(1 - kept)
  random(x.data.length, data)
  weigh(data, x.data, signal, data, noise)
  return { ...x, data }
}
