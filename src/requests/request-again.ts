import type { DrawRequest, ResolvedDrawing } from './draw-request.ts'

/**
 * A resolved request as a person could have asked for it, with everything spelt out: what a reroll or a remix starts
 * from. Resolved again by the same model, it is the same.
 */
export function requestAgain(resolved: ResolvedDrawing): DrawRequest {
  switch (resolved.mode) {
    case 'edit': {
      const { strengths, ...rest } = common(resolved)
      const [strength] = strengths
      return { ...rest, ...(strengths.length === 1 ? { strength } : { ladder: strengths }) }
    }
    case 'inpaint': {
      const { jumpLength, repeats, ...rest } = common(resolved)
      return rest.quality === 'good' ? { ...rest, jumpLength, repeats } : rest
    }
    case 'generate':
      return common(resolved)
    case 'anagram':
      return common(resolved)
    case 'hybrid':
      return common(resolved)
    case 'denoise':
      return common(resolved)
    case 'upscale':
      return common(resolved)
    case 'style':
      return common(resolved)
    default:
      return resolved satisfies never
  }
}

function common<Resolved extends ResolvedDrawing>(resolved: Resolved) {
  const { stageOne, ...rest } = resolved
  return { ...rest, ...stageOne }
}
