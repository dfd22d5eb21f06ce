import { weightedSum } from './arithmetic.ts'
import type { Planes, Size } from './planes.ts'
import { boxResampler, cubicResampler } from './resize.ts'

/** Changes the numbers of an estimate of the clean picture, [3, H, W], in place. */
export type Refine = (estimate: Float32Array) => void

/**
 * Makes x̂0 agree with the small picture that is being enlarged. x̂0 is averaged over each pixel of the small picture, and
 * the difference is enlarged smoothly and added to x̂0 (Irani and Peleg 1991, "Improving Resolution by Image Registration";
 * in diffusion models, Wang et al. 2023, "Zero-Shot Image Restoration Using Denoising Diffusion Null-Space Model").
 *
 * The network then only contributes what a small picture cannot show: edges and grain.
 *
 * @param small the small picture, [3, h, w] in [-1, 1]
 * @param size height and width of the estimates, in pixels
 * @param times how often the correction is repeated
 */
export function backProjection(small: Planes, size: Size, times: number): Refine {
  const seen = boxResampler(size, small)
  const enlarged = cubicResampler(small, size)
  const lacking = { ...small, data: new Float32Array(small.data.length) }
  return (estimate) => {
    const large = { ...small, ...size, data: estimate }
    for (let time = 0; time < times; time++) {
      seen(large, lacking.data.fill(0))
      weightedSum(lacking.data, small.data, 1, lacking.data, -1)
      enlarged(lacking, estimate)
    }
  }
}
