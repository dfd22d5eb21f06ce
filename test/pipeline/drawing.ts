import { cascade, type CascadePlan, type Stage } from '#src/pipeline/cascade.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { Text } from '#src/pipeline/predict.ts'
import type { SharedSettings } from '#src/requests/shared.ts'

/** What every stage drew of the first picture of a plan. */
export async function drawn(
  plan: CascadePlan,
  stages: readonly Stage[],
  texts: ReadonlyMap<string, Text>,
): Promise<readonly Planes[]> {
  for await (const event of cascade(plan, stages, { texts })) {
    if (event.type === 'picture-finished') return event.stages
  }
  throw new Error('The cascade ended without a picture.')
}

/** The settings that all requests share, for tests. */
export function sharedSettings(settings: Partial<SharedSettings>): SharedSettings {
  return {
    negative: 'negative',
    seed: 0,
    count: 1,
    bestOf: 1,
    size: 64,
    model: 'toy',
    cleanCaption: false,
    stageOne: { steps: 4, sampler: 'ddpm', guidance: 1 },
    ...settings,
  }
}
