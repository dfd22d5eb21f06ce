import { stepsOf } from '#src/pipeline/sample.ts'
import type { CascadePlan } from '#src/pipeline/cascade.ts'
import type { SamplingPlan } from '#src/pipeline/plan.ts'
import type { Size } from '#src/pipeline/planes.ts'
import { tilesOf } from '#src/pipeline/tiles.ts'
import type { StageOutline } from './events.ts'

/** The stages of a cascade's picture as people follow them; `secondsPerRow` is what was measured at a size. */
export function outlineOf(
  { plans }: CascadePlan,
  nameOf: (stage: number) => string,
  secondsPerRow: (stage: number, size: Size) => number | undefined,
): readonly StageOutline[] {
  return plans.map((plan) => {
    const steps = stepsOf(plan.timesteps)
    const seen = plan.tiling === undefined ? { count: 1, size: plan.size } : tilesOf(plan.size, plan.tiling)
    const perRow = secondsPerRow(plan.stage, seen.size)
    return {
      name: nameOf(plan.stage),
      width: plan.size.width,
      height: plan.size.height,
      steps,
      seconds: perRow === undefined ? null : steps * rowsOf(plan) * seen.count * perRow,
    }
  })
}

/** Steps of all stages of all pictures. */
export function totalSteps(cascades: readonly CascadePlan[]): number {
  return cascades.reduce((sum, { plans, count }) => sum + count * stepsOfPicture(plans), 0)
}

/** Steps of all stages of one picture. */
export function stepsOfPicture(plans: readonly SamplingPlan[]): number {
  return plans.reduce((sum, { timesteps }) => sum + stepsOf(timesteps), 0)
}

/** Rows of one step, about: parts that look alike may share some. */
function rowsOf({ parts, merge }: SamplingPlan): number {
  const rows = parts.reduce((sum, { shows, guidance }) => sum + shows.length + (guidance === 1 ? 0 : 1), 0)
  return merge === 'alternate' ? rows / parts.length : rows
}
