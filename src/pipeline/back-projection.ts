import { weigh } from './arithmetic.ts'
import type { Planes, Size } from './planes.ts'
import { boxResampler, cubicResampler } from './resize.ts'

/** Changes the numbers of an estimate of the clean picture, [3, H, W], in place. */
export type Refine = (estimate: Float32Array) => void

/**
 * Brings x̂0 to agree with the picture that is enlarged: what its average over each pixel of the small picture lacks is added to it,
 * enlarged smoothly, and again as often as asked (Irani and Peleg 1991, "Improving Resolution by Image Registration"; within
 * diffusion, Wang et al. 2023, "Zero-Shot Image Restoration Using Denoising Diffusion Null-Space Model").
 *
 * What remains of the network's own is what a small picture cannot show: edges and grain.
 *
 * @param small [3, h, w]
 * @param size of the estimates, H and W
 */
export function backProjection(small: Planes, size: Size, times: number): Refine {
  const seen = boxResampler(size, small)
  const enlarged = cubicResampler(small, size)
  const lacking = { ...small, data: new Float32Array(small.data.length) }
  return (estimate) => {
    const large = { ...small, ...size, data: estimate }
    for (let time = 0; time < times; time++) {
      seen(large, lacking.data.fill(0))
      weigh(lacking.data, small.data, 1, lacking.data, -1)
      enlarged(lacking, estimate)
    }
  }
}
