import { weightedSum } from './arithmetic.ts'
import type { NoiseSchedule } from './noise-schedule.ts'
import type { Planes } from './planes.ts'
import type { RandomNormal } from './random.ts'

/**
 * The forward process: √ᾱ·x₀ + √(1−ᾱ)·z at a level, with fresh noise z. At level −1 it is the picture itself and no noise is drawn.
 *
 * @param picture [C, H, W] in [-1, 1]
 * @param level −1 to T − 1
 * @param data the array for the result. Default: a new one
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
  weightedSum(data, picture.data, signal, data, noise)
  return { ...picture, data }
}

/** Noises x from `level` a up to the level b, `higher`: √(ᾱ_b/ᾱ_a)·x + √(1−ᾱ_b/ᾱ_a)·z. The result is written to `data`. */
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
  weightedSum(data, x.data, signal, data, noise)
  return { ...x, data }
}
