import { z } from 'zod'
import { oneOf, real, text, whole } from '#src/schemas.ts'
import { fields } from '../fields.ts'
import { maskSpec } from '../mask-spec.ts'
import { pictureRef } from '../picture-ref.ts'
import { flattenStageOne } from '../resolve-settings.ts'
import { sharedFields, sharedSettings } from '../shared.ts'
import { scheduledSteps } from '../work.ts'
import { plainPrompt, promptOr, promptWithStyle } from '../words.ts'
import { drawingMode } from './drawing-mode.ts'
import { withNewSeed } from './edit-of.ts'

/**
 * `fast` noises the known pixels again after every step (CS180). `good` is RePaint, which jumps back up and resamples.
 * `diffusers` keeps the known part clean, like diffusers' IFInpaintingPipeline.
 */
export const inpaintQualities = ['fast', 'good', 'diffusers'] as const
const quality = oneOf(inpaintQualities)
export type InpaintQuality = z.infer<typeof quality>

export const inpaintLimits = {
  /** In pixels of the given picture. */
  feather: { min: 0, max: 256 },
  /** RePaint's jump_length: how many steps a jump back up covers. */
  jumpLength: { min: 1, max: 100 },
  /** RePaint's jump_n_sample: how often each stretch is repeated. */
  repeats: { min: 1, max: 20 },
} as const

/** Redraws the part of a picture that is white in the mask. */
export const inpaintRequest = z
  .strictObject({
    mode: z.literal('inpaint'),
    ...sharedFields,
    picture: pictureRef,
    mask: maskSpec,
    /** Swaps the repainted and the kept parts of the mask. */
    invertMask: z.boolean({ error: 'must be true or false' }).optional(),
    prompt: text(fields.prompt).optional(),
    quality: quality.optional(),
    jumpLength: whole(inpaintLimits.jumpLength).optional(),
    repeats: whole(inpaintLimits.repeats).optional(),
    /** Below 1 the masked part starts from the existing pixels instead of pure noise. */
    strength: real(fields.strength).optional(),
    feather: real(inpaintLimits.feather).optional(),
  })
  .refine(
    (request) =>
      request.quality === 'good' ||
      request.quality === undefined ||
      (request.jumpLength === undefined && request.repeats === undefined),
    { error: '`jumpLength` and `repeats` belong to `quality` good; leave them out for the others.' },
  )
export type InpaintRequest = z.infer<typeof inpaintRequest>

/** Setting RePaint's own parameters without naming a quality selects RePaint. */
function qualityOf(request: Pick<InpaintRequest, 'quality' | 'jumpLength' | 'repeats'>): InpaintQuality {
  const resamples = request.jumpLength !== undefined || request.repeats !== undefined
  return request.quality ?? (resamples ? 'good' : 'fast')
}

export const resolvedInpaint = z.strictObject({
  mode: z.literal('inpaint'),
  ...sharedSettings,
  picture: pictureRef,
  mask: maskSpec,
  invertMask: z.boolean(),
  prompt: z.string(),
  quality,
  jumpLength: whole(inpaintLimits.jumpLength),
  repeats: whole(inpaintLimits.repeats),
  strength: real(fields.strength),
  feather: real(inpaintLimits.feather),
})
export type ResolvedInpaint = z.infer<typeof resolvedInpaint>

export const inpaint = drawingMode({
  name: 'inpaint',
  emoji: '🩹',
  description: 'Redraw a part of a picture.',
  request: inpaintRequest,
  resolved: resolvedInpaint,
  stageTwoStrength: true,
  // diffusers, pipelines/deepfloyd_if/
  defaults: {
    stageOne: { steps: 50, guidance: 7 },
    stageTwo: { steps: 100, guidance: 4, noiseLevel: 0, ownNoiseLevel: true, strength: 0.8 },
  },
  // Only stage I resamples, because it decides the composition.
  demand: (request, stage) => (qualityOf(request) === 'good' && stage === 0 ? 'climbing' : undefined),
  complete: (request, shared) => ({
    mode: 'inpaint',
    ...shared,
    picture: request.picture,
    mask: request.mask,
    invertMask: request.invertMask ?? false,
    prompt: request.prompt ?? plainPrompt,
    quality: qualityOf(request),
    jumpLength: request.jumpLength ?? 5,
    repeats: request.repeats ?? 3,
    strength: request.strength ?? 1,
    feather: request.feather ?? 4,
  }),
  toRequest(resolved) {
    const { jumpLength, repeats, ...rest } = flattenStageOne(resolved)
    return rest.quality === 'good' ? { ...rest, jumpLength, repeats } : rest
  },
  pictures: ({ picture, mask }) => (mask.from === 'picture' ? [picture, mask.picture] : [picture]),
  repaintedPicture: ({ picture }) => picture,
  mask: ({ picture, mask, invertMask, feather }) => ({ picture, spec: mask, invert: invertMask, feather }),
  steps(resolved) {
    const [first, second] = scheduledSteps(resolved)
    const { quality, repeats, strength, stageTwo } = resolved
    // RePaint's jumps are estimated by their average.
    return [first * strength * (quality === 'good' ? repeats : 1), second * (stageTwo?.strength ?? 1)]
  },
  prompts: ({ prompt = '' }) => [{ prompt }],
  withStyle: promptWithStyle,
  lines: ({ prompt, picture }, { noPrompt, into }) => [promptOr(prompt, noPrompt), into(picture.name)],
  remix: ({ prompt, strength, seed, steps, guidance }) => ({ prompt, strength, seed, steps, guidance }),
  // The result is opaque, so the mask cannot be found in its transparency again.
  canVary: ({ mask }) => mask.from !== 'transparency',
  variation: (request, picture, strength) => withNewSeed(request, { picture, strength }),
})
