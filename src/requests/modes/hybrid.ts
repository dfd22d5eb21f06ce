import { z } from 'zod'
import {
  type ComponentName,
  componentNames,
  componentReadings,
  type DecompositionName,
  decompositionNames,
  decompositions,
} from '#src/pipeline/components/registry.ts'
import { styled } from '#src/pipeline/styled.ts'
import { oneOf, real, text } from '#src/schemas.ts'
import { fields } from '../fields.ts'
import { pictureRef } from '../picture-ref.ts'
import { flattenStageOne } from '../resolve-settings.ts'
import { sharedFields, sharedSettings } from '../shared.ts'
import { startPicture, stepsFromStart } from '../start-picture.ts'
import { guidanceRows } from '../work.ts'
import { promptOr, type RequestWords } from '../words.ts'
import { rectify, sigmaLimits, styleOrNone } from './illusion-fields.ts'
import { drawingMode } from './drawing-mode.ts'
import { withNewSeed } from './edit-of.ts'

/** A decomposition, or `scale`, which shows all prompts at once as a weighted sum of their estimates. */
export type HybridKind = DecompositionName | 'scale'
export const hybridKinds: readonly HybridKind[] = [...decompositionNames, 'scale']
const kind = oneOf(hybridKinds)

/** The components of a kind, in the order of the prompts. */
export const componentsOf = (kind: HybridKind): readonly ComponentName[] =>
  kind === 'scale' ? [] : decompositions[kind].components

const componentName = oneOf(componentNames)

export const hybridLimits = {
  sigma: sigmaLimits,
  weight: { min: -20, max: 20 },
} as const

const part = z.strictObject({
  component: componentName,
  prompt: text(fields.prompt),
  /** The weight of this prompt's estimate; only for the kind `scale`. */
  weight: real(hybridLimits.weight).optional(),
})

const pinned = z.strictObject({ component: componentName, picture: pictureRef })

const shape = {
  kind,
  /** One per component, in any order; a pinned component has none. The kind `scale` has one to four, all named `scale`. */
  parts: z.array(part).min(1, { error: 'must have at least one prompt' }).max(4, { error: 'must be at most four' }),
  /** The component that comes from a real picture (the inverse problem). */
  pinned: pinned.optional(),
  start: startPicture.optional(),
}

interface Composition {
  readonly kind: HybridKind
  readonly parts: readonly { readonly component: ComponentName; readonly weight?: number | undefined }[]
  readonly pinned?: { readonly component: ComponentName } | undefined
}

/** Explains in a sentence why kind, parts and pinned component do not fit together, or undefined if they do. */
function compositionProblem({ kind, parts, pinned }: Composition): string | undefined {
  if (kind === 'scale') {
    if (pinned !== undefined) return 'A scale hybrid has no component that a picture could be pinned to.'
    const stray = parts.find((part) => part.component !== 'scale')
    return stray && `A scale hybrid has no component \`${stray.component}\`; name each part \`scale\`.`
  }
  const wanted = componentsOf(kind)
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

/** A hybrid: each component of the picture follows a prompt of its own or comes from a real picture. */
export const hybridRequest = z
  .strictObject({
    mode: z.literal('hybrid'),
    ...sharedFields,
    ...shape,
    style: styleOrNone.optional(),
    rectify: rectify.optional(),
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
    /** Absent in recipes where it is off and that are older than its being stored in any case. */
    rectify: rectify.default(false),
    /** Only used by the kinds `low_high` and `triple`. */
    sigma: real(hybridLimits.sigma),
  })
  .superRefine(check)
export type ResolvedHybrid = z.infer<typeof resolvedHybrid>

/**
 * The readings of a hybrid, one per component in the order of its kind; the last one is what people see first. A component
 * that comes from a picture is called by the picture's name. Empty for `scale`, where all prompts show at once.
 */
function readingsOf({ kind, parts, pinned }: HybridRequest | ResolvedHybrid) {
  return componentsOf(kind).flatMap((component) => {
    const part = parts.find((one) => one.component === component)
    if (part !== undefined) return [{ component, prompt: part.prompt }]
    return pinned?.component === component ? [{ component, prompt: pinned.picture.name }] : []
  })
}

/** Says what can be seen and how. The parts of a scale hybrid are all seen at once. */
function seenAs(what: string, component: ComponentName, { seen }: RequestWords): string {
  return component === 'scale' ? what : `${what} – ${seen(componentReadings[component].how)}`
}

export const hybrid = drawingMode({
  name: 'hybrid',
  emoji: '🦆',
  description: 'One picture that shows one thing from afar and another up close.',
  request: hybridRequest,
  resolved: resolvedHybrid,
  nextReading: 'stepBack',
  enlargement: 'redraw',
  // dangeng/visual_anagrams
  defaults: {
    stageOne: { steps: 30, guidance: 10 },
    stageTwo: { steps: 30, guidance: 10, noiseLevel: 50, strength: 1 },
  },
  demand: ({ pinned }) => (pinned === undefined ? undefined : 'renoising'),
  complete: ({ kind, parts, pinned, style, rectify, sigma, start }, shared, { illusions = {} }) => ({
    mode: 'hybrid',
    ...shared,
    kind,
    parts,
    ...(pinned && { pinned }),
    style: style ?? illusions.style ?? '',
    rectify: rectify ?? illusions.rectify ?? false,
    sigma: sigma ?? illusions.sigma ?? 2,
    ...(start && { start }),
  }),
  toRequest: flattenStageOne,
  pictures: ({ pinned, start }) => [
    ...(pinned === undefined ? [] : [pinned.picture]),
    ...(start === undefined ? [] : [start.picture]),
  ],
  steps: stepsFromStart,
  // All parts see the same picture, so they share the row with the negative prompt.
  rows: ({ parts }, guidance) => parts.length + guidanceRows(guidance),
  prompts: ({ parts }) => parts.map(({ prompt, component }) => ({ prompt, part: component })),
  style: ({ style }) => style,
  withStyle: (request, style) => ({ ...request, style: request.style ?? style }),
  lines: ({ parts, pinned, style }, words) => [
    ...parts.map(({ component, prompt }) => seenAs(styled(style, promptOr(prompt, words.noPrompt)), component, words)),
    ...(pinned === undefined ? [] : [seenAs(pinned.picture.name, pinned.component, words)]),
  ],
  readings: (request) =>
    readingsOf(request).map(({ component, prompt }) => ({ how: componentReadings[component].how, prompt })),
  linesAboutOtherReadings(request) {
    const { parts, pinned } = request
    const first = readingsOf(request).at(-1)?.component
    return [...parts, ...(pinned === undefined ? [] : [pinned])].flatMap(({ component }, index) =>
      first === undefined || component === first ? [] : [index],
    )
  },
  // The components stay, so that all readings are redrawn together.
  variation: (request, picture, strength) => withNewSeed(request, { start: { picture, strength } }),
})
