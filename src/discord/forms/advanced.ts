import { forms as words } from '#src/messages/forms.ts'
import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { drawingOf, type DrawRequest, type Mode } from '#src/requests/draw-request.ts'
import { fields } from '#src/requests/fields.ts'
import { numeric } from '#src/requests/numeric.ts'
import { samplers } from '#src/requests/sampling.ts'
import { stepsFrom } from '#src/requests/steps-words.ts'
import type { Field } from './form.ts'

type Filled = Readonly<Record<string, string>>
type Said = Readonly<Record<string, unknown>>

const choices = (values: readonly string[]) => values.map((value) => ({ label: value, value }))
const range = ({ min, max }: { readonly min: number; readonly max: number }): string => `From ${min} to ${max}.`

/** Everything that slash options leave out, and what it says of the request. */
const catalogue = {
  stageTwoSteps: { kind: 'text', ...words.stageTwoSteps, maxLength: 4000 },
  stageTwoSampler: { kind: 'choice', ...words.stageTwoSampler, choices: choices(samplers) },
  stageTwoGuidance: { kind: 'text', ...words.stageTwoGuidance, hint: range(fields.guidance), maxLength: 20 },
  noiseLevel: {
    kind: 'text',
    ...words.noiseLevel,
    hint: `From ${fields.noiseLevel.min} to ${fields.noiseLevel.max}: how much it may re-invent.`,
    maxLength: 20,
  },
  stageTwoStrength: { kind: 'text', ...words.stageTwoStrength, maxLength: 20 },
  negative: { kind: 'text', ...words.negative, long: true, maxLength: fields.negative.maxLength },
  guidance: { kind: 'text', ...words.guidance, hint: range(fields.guidance), maxLength: 20 },
  count: {
    kind: 'text',
    ...words.count,
    hint: `From ${fields.count.min} to ${fields.count.maxInChannel}.`,
    maxLength: 2,
  },
  model: { kind: 'text', ...words.model, maxLength: fields.model.maxLength },
  cleanCaption: { kind: 'choice', ...words.cleanCaption, choices: choices(['yes', 'no']) },
} as const satisfies Readonly<Record<string, DistributiveOmit<Field, 'id'>>>
type Name = keyof typeof catalogue

const pick = (...names: readonly Name[]): readonly Field[] => names.map((id) => ({ id, ...catalogue[id] }))

const secondStage = pick('stageTwoSteps', 'stageTwoSampler', 'stageTwoGuidance', 'noiseLevel')
const secondStageFromPicture = [...secondStage, ...pick('stageTwoStrength')]

/**
 * What the Advanced form of each mode asks for; a form holds five fields at most. Of most modes it is the 256 px stage alone, since all else
 * has an option of its own.
 */
export const advancedFields: { readonly [M in Mode]: readonly Field[] } = {
  generate: secondStage,
  anagram: secondStage,
  hybrid: secondStage,
  edit: secondStageFromPicture,
  inpaint: secondStageFromPicture,
  style: secondStageFromPicture,
  compare: secondStageFromPicture,
  upscale: pick('negative', 'stageTwoSampler', 'count', 'model', 'cleanCaption'),
  denoise: pick('negative', 'guidance', 'model', 'cleanCaption'),
}

/**
 * What the Advanced form asks for about a request.
 *
 * @throws UserError `bad-request` where the picture stays at 64 px and all that it asks for would be left unread
 */
export function fieldsAbout(request: DrawRequest): readonly Field[] {
  const fields = advancedFields[request.mode]
  if (drawingOf(request).size === 64 && fields.every(({ id }) => secondStageFromPicture.some((own) => own.id === id)))
    throw new UserError('bad-request', optionRefused.nothingAdvanced)
  return fields
}

/** The request as said, with what the filled-in form says of it; a comparison's form is about what it varies. */
export function withAdvanced(said: Said, filled: Filled): Said {
  if (said['mode'] === 'compare' && isSaid(said['of'])) return { ...said, of: joined(said['of'], filled) }
  return joined(said, filled)
}

function joined(said: Said, filled: Filled): Said {
  const { stageTwoSteps, stageTwoSampler, stageTwoGuidance, noiseLevel, stageTwoStrength } = filled
  const { guidance, count, cleanCaption, negative, model } = filled
  const ownStageTwo = isSaid(said['stageTwo']) ? given(said['stageTwo']) : {}
  const stageTwo = {
    ...ownStageTwo,
    ...given({
      steps: stageTwoSteps === undefined ? undefined : stepsFrom(stageTwoSteps),
      sampler: stageTwoSampler,
      guidance: numeric(stageTwoGuidance),
      noiseLevel: numeric(noiseLevel),
      strength: numeric(stageTwoStrength),
    }),
  }
  return {
    ...said,
    ...given({
      negative,
      model,
      guidance: numeric(guidance),
      count: numeric(count),
      cleanCaption: cleanCaption === undefined ? undefined : cleanCaption === 'yes',
    }),
    ...(Object.keys(stageTwo).length === 0 ? {} : { stageTwo }),
  }
}

const given = (said: Said): Said => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))

const isSaid = (value: unknown): value is Said => typeof value === 'object' && value !== null

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
