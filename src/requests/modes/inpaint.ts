import { z } from 'zod'
import { fields, oneOf, real, text, whole } from '../fields.ts'
import { maskSpec } from '../mask-spec.ts'
import { pictureRef } from '../picture-ref.ts'
import { sharedFields, sharedSettings } from '../shared.ts'

/**
 * `fast`: known pixels are noised anew after every step (CS180). `good`: RePaint, which walks back up and resamples.
 * `diffusers`: the known part stays clean, as diffusers' IFInpaintingPipeline does it.
 */
export const inpaintQualities = ['fast', 'good', 'diffusers'] as const
const quality = oneOf(inpaintQualities)
export type InpaintQuality = z.infer<typeof quality>

export const inpaintLimits = {
  /** Pixels of the picture as it is given. */
  feather: { min: 0, max: 256 },
  /** RePaint's jump_length: how many steps a walk back up takes. */
  jumpLength: { min: 1, max: 100 },
  /** RePaint's jump_n_sample: how often each stretch is walked. */
  repeats: { min: 1, max: 20 },
} as const

/** Part of a picture is painted anew: white in the mask. */
export const inpaintRequest = z
  .strictObject({
    mode: z.literal('inpaint'),
    ...sharedFields,
    picture: pictureRef,
    mask: maskSpec,
    /** Paint what the mask keeps, keep what it would have painted. */
    invertMask: z.boolean({ error: 'must be true or false' }).optional(),
    prompt: text(fields.prompt).optional(),
    quality: quality.optional(),
    jumpLength: whole(inpaintLimits.jumpLength).optional(),
    repeats: whole(inpaintLimits.repeats).optional(),
    /** Below 1 the masked part starts from what is there. */
    strength: real(fields.strength).optional(),
    feather: real(inpaintLimits.feather).optional(),
  })
  .refine(
    (request) =>
      request.quality === 'good' ||
      request.quality === undefined ||
      (request.jumpLength === undefined && request.repeats === undefined),
    { error: '`jumpLength` and `repeats` belong to `quality` good; leave them out for the other ways.' },
  )
export type InpaintRequest = z.infer<typeof inpaintRequest>

/** Where no way is named, whoever says how RePaint shall walk means RePaint. */
export function qualityOf(request: Pick<InpaintRequest, 'quality' | 'jumpLength' | 'repeats'>): InpaintQuality {
  const walks = request.jumpLength !== undefined || request.repeats !== undefined
  return request.quality ?? (walks ? 'good' : 'fast')
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
