import { z } from 'zod'
import { oneOf, real, whole } from '#src/schemas.ts'
import { type ScheduleName, scheduleNames } from '#src/pipeline/named-schedules.ts'
import { type SamplerName, samplerNames } from '#src/pipeline/samplers/registry.ts'
import { fields } from './fields.ts'

/** `dpm++` is DPM-Solver++ 2M (ODE), `sde-dpm++` its stochastic form. */
export const sampler = oneOf(samplerNames)
export type { SamplerName }

/** The timestep lists that ship with IF. */
export const schedule = oneOf(scheduleNames)
export type { ScheduleName }

const timestep = whole({ min: 0, max: 999 })

/**
 * The timesteps that a sampler visits: a number of evenly spaced ones, one of IF's lists, an explicit list, or one count
 * per section. Sections divide the 1000 timesteps equally, the noise-free section first (IF's respacing strings).
 */
export const steps = z.union(
  [
    whole(fields.steps),
    schedule,
    z.strictObject({
      timesteps: z
        .array(timestep)
        .min(1)
        .max(1000)
        .refine((list) => list.every((t, i) => t < (list[i - 1] ?? 1000)) && list.at(-1) === 0, {
          error: 'must fall from step to step and end at 0',
        }),
    }),
    z.strictObject({
      sections: z
        .array(whole({ min: 0, max: 1000 }))
        .min(1)
        .max(100)
        .refine((list) => list.some((count) => count > 0), { error: 'must have a step in some section' }),
    }),
  ],
  { error: (issue) => (typeof issue.input === 'object' ? undefined : stepsMessage(issue.input)) },
)
export type Steps = z.infer<typeof steps>

function stepsMessage(input: unknown): string {
  return typeof input === 'string'
    ? `must be a whole number from ${fields.steps.min} to ${fields.steps.max}, or one of ${scheduleNames.join(', ')}`
    : `must be a whole number from ${fields.steps.min} to ${fields.steps.max}`
}

/** The sampling settings of one stage in a request. Undefined fields take the default of the model or the mode. */
export const samplingFields = {
  steps: steps.optional(),
  sampler: sampler.optional(),
  guidance: real(fields.guidance).optional(),
}

/** The settings of the 64 → 256 px stage. */
export const stageTwoFields = z.strictObject({
  ...samplingFields,
  noiseLevel: whole(fields.noiseLevel).optional(),
  backProjections: whole(fields.backProjections).optional(),
  /** Edit and inpaint: how strongly the 256 px original is noised before stage II starts from it. */
  strength: real(fields.strength).optional(),
})

/** The sampling settings of one stage with every default filled in. */
export const stageSettings = z.strictObject({
  steps,
  sampler,
  guidance: real(fields.guidance),
})
export type StageSettings = z.infer<typeof stageSettings>

export const stageTwoSettings = z.strictObject({
  ...stageSettings.shape,
  noiseLevel: whole(fields.noiseLevel),
  /** Absent in recipes that are older than this setting. */
  backProjections: whole(fields.backProjections).default(0),
  strength: real(fields.strength),
})
export type StageTwoSettings = z.infer<typeof stageTwoSettings>
