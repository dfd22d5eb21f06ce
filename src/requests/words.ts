import { styled } from '#src/pipeline/styled.ts'
import { fields } from './fields.ts'

/** Shown in place of an empty prompt. */
export const noPrompt = '(no prompt)'

export const promptOr = (prompt: string | undefined, otherwise: string = noPrompt): string =>
  prompt === undefined || prompt === '' ? otherwise : prompt

/** The prompt that modes starting from a picture use when none is given: the null prompt of the CS180 course. */
export const plainPrompt = 'a high quality photo'

/** A prompt with a style before it. It stays as it is if it is empty, has the style already, or would become too long. */
export function styledPrompt(style: string, prompt: string): string {
  const whole = styled(style, prompt)
  return prompt === '' || prompt.startsWith(style) || whole.length > fields.prompt.maxLength ? prompt : whole
}

/** The request with a style before its prompt. */
export function promptWithStyle<Request extends { readonly prompt?: string | undefined }>(
  request: Request,
  style: string,
): Request {
  return request.prompt === undefined ? request : { ...request, prompt: styledPrompt(style, request.prompt) }
}
