import { stepsOf } from '#src/pipeline/sample.ts'
import type { CascadePlan } from '#src/pipeline/cascade.ts'
import type { PlannedDrawing } from '#src/pipeline/modes/mode-plan.ts'
import type { SamplingPlan } from '#src/pipeline/plan.ts'
import type { Size } from '#src/pipeline/planes.ts'
import { tilesOf } from '#src/pipeline/tiles.ts'
import { modeOf } from '#src/requests/draw-request.ts'
import type { StageOutline } from './events.ts'

/** The stages of a cascade's picture, for progress displays. `secondsPerRow` returns the measured speed at a size. */
export function outlineOf(
  { plan: { plans }, request }: PlannedDrawing,
  nameOf: (stage: number) => string,
  secondsPerRow: (stage: number, size: Size) => number | undefined,
): readonly StageOutline[] {
  // The plan's guidance is 1 if guidance has no effect. The request's own may differ.
  const rowsOf = ({ parts }: SamplingPlan): number => modeOf(request).rows(request, parts[0]?.guidance ?? 1)
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

/** The number of steps of all stages of all pictures. */
export function totalSteps(cascades: readonly CascadePlan[]): number {
  return cascades.reduce((sum, { plans, count, candidates = 1 }) => {
    const chosenFrom = (candidates - 1) * stepsOfPicture(plans.slice(0, 1))
    return sum + count * (stepsOfPicture(plans) + chosenFrom)
  }, 0)
}

/** The number of steps of all stages of one picture. */
export function stepsOfPicture(plans: readonly SamplingPlan[]): number {
  return plans.reduce((sum, { timesteps }) => sum + stepsOf(timesteps), 0)
}
