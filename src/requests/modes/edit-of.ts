import type { PictureSlot, RequestTemplate } from '../request-template.ts'
import type { SharedRequest } from '../shared.ts'

/** A picture edited as a whole, with the settings that it was drawn with and another seed. */
export function editOf(
  request: SharedRequest & { readonly prompt?: string | undefined },
  picture: PictureSlot,
  strength: number,
): RequestTemplate {
  const { negative, size, model, steps, sampler, guidance, stageTwo, cleanCaption, prompt } = request
  const settings = { negative, size, model, steps, sampler, guidance, stageTwo, cleanCaption, prompt }
  return { mode: 'edit', ...settings, picture, strength }
}

/** The same request with another seed, for one picture without a choice, and with what changes. */
export const withNewSeed = (request: object, changes: RequestTemplate): RequestTemplate => ({
  ...request,
  seed: undefined,
  count: undefined,
  bestOf: undefined,
  ...changes,
})
