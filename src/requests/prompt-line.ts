import { styled } from '#src/pipeline/styled.ts'
import { type DrawRequest, modeOf, type ResolvedRequest } from './draw-request.ts'

/** All prompts of a request on one line, with the style before them and the part of an illusion that shows each. */
export function promptLine(request: DrawRequest | ResolvedRequest): string {
  const mode = modeOf(request)
  const prompts = mode.prompts(request).map(({ prompt, part }) => (part === undefined ? prompt : `${prompt} (${part})`))
  return styled(mode.style?.(request), prompts.join(' | '))
}
