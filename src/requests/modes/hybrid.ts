import { z } from 'zod'
import { fields, oneOf, real, text } from '../fields.ts'
import { pictureRef } from '../picture-ref.ts'
import { sharedFields, sharedSettings } from '../shared.ts'
import { startPicture } from '../start-picture.ts'

/** The decompositions and their components, in the order of factorized diffusion (Geng et al., ECCV 2024). */
export const hybridComponents = {
  /** low: seen from far away; high: seen close by */
  low_high: ['low', 'high'],
  triple: ['low', 'middle', 'high'],
  /** grey: without colour; colour: what colour adds */
  colour: ['grey', 'colour'],
  /** motion: blurred along the diagonal; still: what stands still */
  motion: ['motion', 'still'],
  /** Estimates are weighted and summed: all prompts at once. */
  scale: [],
} as const

export const hybridKinds = [
  'low_high',
  'triple',
  'colour',
  'motion',
  'scale',
] as const satisfies readonly (keyof typeof hybridComponents)[]
const kind = oneOf(hybridKinds)
export type HybridKind = z.infer<typeof kind>

const componentNames = ['low', 'middle', 'high', 'grey', 'colour', 'motion', 'still', 'scale'] as const
export const componentName = oneOf(componentNames)
export type ComponentName = z.infer<typeof componentName>

export const hybridLimits = {
  /** Standard deviation of the Gaussian in pixels of the 64 px picture; it grows with the picture. */
  sigma: { min: 0.3, max: 5 },
  weight: { min: -20, max: 20 },
} as const

const part = z.strictObject({
  component: componentName,
  prompt: text(fields.prompt),
  /** `scale` only: the factor of this prompt's estimate. */
  weight: real(hybridLimits.weight).optional(),
})

const pinned = z.strictObject({ component: componentName, picture: pictureRef })

const shape = {
  kind,
  /** One a component, in any order; a pinned component needs none. `scale`: one to four, all named `scale`. */
  parts: z.array(part).min(1, { error: 'must have at least one prompt' }).max(4, { error: 'must be at most four' }),
  /** The inverse problem: this component comes from a real picture. */
  pinned: pinned.optional(),
  start: startPicture.optional(),
}

interface Composition {
  readonly kind: HybridKind
  readonly parts: readonly { readonly component: ComponentName; readonly weight?: number | undefined }[]
  readonly pinned?: { readonly component: ComponentName } | undefined
}

/** The sentence that says why a kind, its parts and what is pinned do not go together; undefined where they do. */
function compositionProblem({ kind, parts, pinned }: Composition): string | undefined {
  if (kind === 'scale') {
    if (pinned !== undefined) return 'A scale hybrid has no component that a picture could be pinned to.'
    const stray = parts.find((part) => part.component !== 'scale')
    return stray && `A scale hybrid has no component \`${stray.component}\`; name each part \`scale\`.`
  }
  const wanted: readonly ComponentName[] = hybridComponents[kind]
  const list = wanted.join(', ')
  if (parts.some((part) => part.weight !== undefined)) return '`weight` belongs to scale hybrids; leave it out here.'
  for (const { component } of pinned === undefined ? parts : [...parts, pinned]) {
    if (!wanted.includes(component)) return `A ${kind} hybrid has no component \`${component}\`; it has ${list}.`
  }
  const given = parts.map((part) => part.component)
  if (new Set(given).size < given.length)
    return `Each component of a hybrid takes one prompt; give one for each of ${list}.`
  if (pinned !== undefined && given.includes(pinned.component))
    return `The component \`${pinned.component}\` comes from the picture, so it takes no prompt; leave one prompt out.`
  const missing = wanted.find((component) => !given.includes(component) && component !== pinned?.component)
  return missing && `The component \`${missing}\` has no prompt; a ${kind} hybrid needs one for each of ${list}.`
}

const check = (request: Composition, context: z.core.$RefinementCtx): void => {
  const message = compositionProblem(request)
  if (message !== undefined) context.addIssue({ code: 'custom', message, path: [] })
}

/** A hybrid: each component of the picture paints a prompt of its own, or comes from a real picture. */
export const hybridRequest = z
  .strictObject({
    mode: z.literal('hybrid'),
    ...sharedFields,
    ...shape,
    style: text(fields.style).optional(),
    sigma: real(hybridLimits.sigma).optional(),
  })
  .superRefine(check)
export type HybridRequest = z.infer<typeof hybridRequest>

export const resolvedHybrid = z
  .strictObject({
    mode: z.literal('hybrid'),
    ...sharedSettings,
    ...shape,
    style: z.string(),
    /** Of low_high and triple; the other kinds do not read it. */
    sigma: real(hybridLimits.sigma),
  })
  .superRefine(check)
export type ResolvedHybrid = z.infer<typeof resolvedHybrid>
