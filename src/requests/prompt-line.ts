import { styled } from '#src/pipeline/styled.ts'
import { type DrawRequest, modeOf, type ResolvedRequest } from './draw-request.ts'

/** Joins all prompts of a request into one line, preceded by the style. In an illusion, each prompt comes with its view or component. */
export function promptLine(request: DrawRequest | ResolvedRequest): string {
  const mode = modeOf(request)
  const prompts = mode.prompts(request).map(({ prompt, part }) => (part === undefined ? prompt : `${prompt} (${part})`))
  return styled(mode.style?.(request), prompts.join(' | '))
}
