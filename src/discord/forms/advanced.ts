import type { Field } from './form.ts'
import { forms as words } from '#src/messages/forms.ts'
import { fields } from '#src/requests/fields.ts'
import { numeric } from '#src/requests/numeric.ts'
import { samplers, schedules } from '#src/requests/sampling.ts'

const choices = (values: readonly string[]) => values.map((value) => ({ label: value, value }))

/** What slash options leave out: schedule, sampler, and all of the 256 px stage. */
export const advancedFields: readonly Field[] = [
  { kind: 'choice', id: 'schedule', ...words.schedule, choices: choices(schedules) },
  { kind: 'choice', id: 'sampler', ...words.sampler, choices: choices(samplers) },
  { kind: 'text', id: 'stageTwoSteps', ...words.stageTwoSteps, maxLength: 20 },
  {
    kind: 'text',
    id: 'stageTwoGuidance',
    ...words.stageTwoGuidance,
    hint: `From ${fields.guidance.min} to ${fields.guidance.max}.`,
    maxLength: 20,
  },
  {
    kind: 'text',
    id: 'noiseLevel',
    ...words.noiseLevel,
    hint: `From ${fields.noiseLevel.min} to ${fields.noiseLevel.max}: how much it may re-invent.`,
    maxLength: 20,
  },
]

/** The part of a request that the filled-in form says. */
export function advancedSaid(filled: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const stageTwo = {
    steps: numeric(filled['stageTwoSteps']),
    guidance: numeric(filled['stageTwoGuidance']),
    noiseLevel: numeric(filled['noiseLevel']),
  }
  return {
    ...(filled['schedule'] === undefined ? {} : { steps: filled['schedule'] }),
    ...(filled['sampler'] === undefined ? {} : { sampler: filled['sampler'] }),
    ...(Object.values(stageTwo).every((value) => value === undefined) ? {} : { stageTwo }),
  }
}
