import { styled } from '#src/pipeline/styled.ts'
import { fields } from './fields.ts'

/** The words around prompts and names in which a request is described. */
export interface RequestWords {
  /** Stands for an empty prompt. */
  readonly noPrompt: string
  /** A picture that is repainted, in part or as a whole. */
  readonly from: (picture: string) => string
  readonly into: (picture: string) => string
  readonly cleaned: (picture: string) => string
  readonly enlarged: (what: string) => string
  readonly redrawn: (what: string) => string
  /** The settings that a comparison varies. */
  readonly by: (settings: readonly string[]) => string
  /** A setting with its value. */
  readonly setting: (name: string, value: string | number) => string
  /** How a reading is seen, from the English label of its view or component. */
  readonly seen: (how: string) => string
}

export const englishWords: RequestWords = {
  noPrompt: '(no prompt)',
  from: (picture) => `from ${picture}`,
  into: (picture) => `into ${picture}`,
  cleaned: (picture) => `${picture}, noised and cleaned`,
  enlarged: (what) => `${what}, four times as large`,
  redrawn: (what) => `${what}, redrawn at 256 px`,
  by: (settings) => `by ${settings.join(' and ')}`,
  setting: (name, value) => `${name} ${value}`,
  seen: (how) => how,
}

export const promptOr = (prompt: string | undefined, otherwise: string): string =>
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
