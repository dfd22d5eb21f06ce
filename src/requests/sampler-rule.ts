import type { DrawRequest } from './draw-request.ts'
import { qualityOf } from './modes/inpaint.ts'
import { samplers, type SamplerName } from './sampling.ts'

export interface SamplerRule {
  readonly allowed: readonly SamplerName[]
  /** Taken where the model's own sampler is not allowed. */
  readonly fallback: SamplerName
  /** The first half of the sentence that refuses the others. */
  readonly reason: string
}

const any: SamplerRule = { allowed: samplers, fallback: 'ddpm', reason: '' }

/**
 * Which samplers a request may use at a stage (0: 64 px, 1: 256 px). DPM-Solver++ 2M remembers the step before, which means nothing where the walk
 * goes up again (RePaint) or where the estimate changes its part from step to step; an inverse problem noises anew
 * at every step, which is what DDPM does.
 */
export function samplerRule(request: DrawRequest, stage: 0 | 1): SamplerRule {
  switch (request.mode) {
    case 'inpaint':
      // Only stage I resamples: it is where the composition is decided.
      return qualityOf(request) === 'good' && stage === 0
        ? only(['ddpm', 'ddim'], 'RePaint walks up and down the noise levels')
        : any
    case 'anagram':
      return request.merge === 'alternate'
        ? only(['ddpm', 'ddim'], 'Alternating readings change the estimate from step to step')
        : any
    case 'hybrid':
      return request.pinned === undefined ? any : only(['ddpm'], 'A pinned picture is noised anew at every step')
    case 'denoise':
      return only(['ddpm'], 'The denoising study follows the ancestral sampler')
    case 'generate':
    case 'edit':
    case 'upscale':
    case 'style':
    case 'compare':
      return any
    default:
      return request satisfies never
  }
}

function only(allowed: readonly [SamplerName, ...SamplerName[]], reason: string): SamplerRule {
  return { allowed, fallback: allowed[0], reason }
}
