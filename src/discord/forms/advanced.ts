import type { Messages } from '#src/messages/messages.ts'
import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { type DrawRequest, type Mode, modeOf } from '#src/requests/draw-request.ts'
import { fields } from '#src/requests/fields.ts'
import { numeric } from '#src/requests/numeric.ts'
import { samplerNames } from '#src/pipeline/samplers/registry.ts'
import { stepsFrom } from '#src/requests/steps-words.ts'
import type { RequestTemplate } from '#src/requests/request-template.ts'
import type { Field } from './form.ts'

type Filled = Readonly<Record<string, string>>

type Words = Messages['forms']

const choices = (values: readonly string[]) => values.map((value) => ({ label: value, value }))
const answers = ({ yes, no }: Words) => [
  { label: yes, value: 'yes' },
  { label: no, value: 'no' },
]

/** Every field for settings that have no option. */
const fieldsIn = (words: Words) =>
  ({
    stageTwoSteps: { kind: 'text', ...words.stageTwoSteps, maxLength: 4000 },
    stageTwoSampler: { kind: 'choice', ...words.stageTwoSampler, choices: choices(samplerNames) },
    stageTwoGuidance: {
      kind: 'text',
      ...words.stageTwoGuidance,
      hint: words.range(fields.guidance.min, fields.guidance.max),
      maxLength: 20,
    },
    noiseLevel: {
      kind: 'text',
      ...words.noiseLevel,
      hint: words.noiseLevelHint(fields.noiseLevel.min, fields.noiseLevel.max),
      maxLength: 20,
    },
    stageTwoStrength: { kind: 'text', ...words.stageTwoStrength, maxLength: 20 },
    negative: { kind: 'text', ...words.negative, long: true, maxLength: fields.negative.maxLength },
    guidance: {
      kind: 'text',
      ...words.guidance,
      hint: words.range(fields.guidance.min, fields.guidance.max),
      maxLength: 20,
    },
    count: {
      kind: 'text',
      ...words.count,
      hint: words.range(fields.count.min, fields.count.maxInChannel),
      maxLength: 2,
    },
    model: { kind: 'text', ...words.model, maxLength: fields.model.maxLength },
    cleanCaption: { kind: 'choice', ...words.cleanCaption, choices: answers(words) },
  }) as const satisfies Readonly<Record<string, DistributiveOmit<Field, 'id'>>>
type Name = keyof ReturnType<typeof fieldsIn>

const secondStage: readonly Name[] = ['stageTwoSteps', 'stageTwoSampler', 'stageTwoGuidance', 'noiseLevel']
const secondStageFromPicture: readonly Name[] = [...secondStage, 'stageTwoStrength']

/**
 * What the Advanced form of a mode asks for. A form holds at most five fields. In most modes they are about the 256 px
 * stage, since everything else has an option of its own.
 */
export function advancedFields(mode: Mode, messages: Messages): readonly Field[] {
  const all = fieldsIn(messages.forms)
  return namesOf(mode).map((id) => ({ id, ...all[id] }))
}

function namesOf(mode: Mode): readonly Name[] {
  const { stages, stageTwoStrength } = modeOf({ mode })
  if (stages === 'second') return ['negative', 'stageTwoSampler', 'count', 'model', 'cleanCaption']
  if (stages === 'first') return ['negative', 'guidance', 'model', 'cleanCaption']
  return stageTwoStrength ? secondStageFromPicture : secondStage
}

/**
 * What the Advanced form asks for about this request.
 *
 * @throws UserError `bad-request` where the picture stays at 64 px, so that nothing in the form would be used
 */
export function fieldsAbout(request: DrawRequest, messages: Messages): readonly Field[] {
  const isSmall = modeOf(request).settings(request).size === 64
  if (isSmall && namesOf(request.mode).every((name) => secondStageFromPicture.includes(name)))
    throw new UserError('bad-request', optionRefused.nothingAdvanced)
  return advancedFields(request.mode, messages)
}

/** The request with what the form adds. The form of a comparison is about the request that it varies. */
export function withAdvanced(request: RequestTemplate, filled: Filled): RequestTemplate {
  const { of } = request
  return isTemplate(of) ? { ...request, of: joined(of, filled) } : joined(request, filled)
}

function joined(request: RequestTemplate, filled: Filled): RequestTemplate {
  const { stageTwoSteps, stageTwoSampler, stageTwoGuidance, noiseLevel, stageTwoStrength } = filled
  const { guidance, count, cleanCaption, negative, model } = filled
  const ownStageTwo = isTemplate(request['stageTwo']) ? given(request['stageTwo']) : {}
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
    ...request,
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

const given = (fields: RequestTemplate): RequestTemplate =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const isTemplate = (value: unknown): value is RequestTemplate => typeof value === 'object' && value !== null

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
