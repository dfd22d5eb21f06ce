import { firstChannels } from './graph/time-embedding.ts'
import type { UnetConfig } from './unet-config.ts'

/**
 * The sinusoids of timesteps that a UNet reads, [rows × F], where F is the number of channels of the outermost level
 * (Ho et al. 2020; diffusers, `get_timestep_embedding` with `flip_sin_to_cos` and `freq_shift`).
 *
 * They are not calculated in the graph, because WebGPU guarantees its sine to 2⁻¹¹ only, and only within a turn, whereas these angles
 * go up to a thousand. Values are rounded to float32 where PyTorch rounds, which keeps both within 1e-6.
 */
export function timestepFeatures(config: UnetConfig): (timesteps: readonly number[]) => Float32Array {
  const width = firstChannels(config)
  const half = Math.floor(width / 2)
  const slope = Math.fround(-Math.log(10_000))
  const frequencies = Array.from({ length: half }, (_, index) => {
    const exponent = Math.fround(Math.fround(slope * index) / Math.fround(half - config.freq_shift))
    return Math.fround(Math.exp(exponent))
  })
  const [cosines, sines] = config.flip_sin_to_cos ? [0, half] : [half, 0]
  return (timesteps) => {
    const features = new Float32Array(timesteps.length * width)
    timesteps.forEach((timestep, row) => {
      frequencies.forEach((frequency, index) => {
        const angle = Math.fround(Math.fround(timestep) * frequency)
        features[row * width + cosines + index] = Math.cos(angle)
        features[row * width + sines + index] = Math.sin(angle)
      })
    })
    return features
  }
}
