import type { SharedSettings } from './shared.ts'
import type { Steps } from './sampling.ts'

/** Calls of one stage's network that a request is going to make. */
export interface Work {
  /** 0: the 64 px stage, 1: the 256 px stage. */
  readonly stage: number
  /** Length of a side in pixels. */
  readonly edge: number
  readonly steps: number
  /** Rows of one call. */
  readonly rows: number
}

/** How many steps a schedule has; IF's named lists carry their length in their name. */
export function countSteps(steps: Steps): number {
  if (typeof steps === 'number') return steps
  if (typeof steps === 'string') return Number(/\d+$/.exec(steps)?.[0] ?? 50)
  return 'timesteps' in steps ? steps.timesteps.length : steps.sections.reduce((sum, count) => sum + count, 0)
}

/** Steps of the whole schedules of stage I and stage II; 0 for a stage that does not draw. */
export function scheduledSteps({ stageOne, stageTwo }: SharedSettings): readonly [first: number, second: number] {
  return [countSteps(stageOne.steps), stageTwo === undefined ? 0 : countSteps(stageTwo.steps)]
}

/** 1 where guidance needs a row without the prompt beside the row with it, else 0. */
export const guidanceRows = (guidance: number): number => (guidance === 1 ? 0 : 1)

/**
 * What a drawing costs: `steps` of each stage for one picture, and the rows of one call by a stage's guidance.
 * A stage without steps is left out.
 */
export function workOf(
  { stageOne, stageTwo, count }: SharedSettings,
  [first, second]: readonly [first: number, second: number],
  rows: (guidance: number) => number,
): readonly Work[] {
  const one = { stage: 0, edge: 64, steps: Math.ceil(first) * count, rows: rows(stageOne.guidance) }
  const two = stageTwo && { stage: 1, edge: 256, steps: Math.ceil(second) * count, rows: rows(stageTwo.guidance) }
  return [one, ...(two === undefined ? [] : [two])].filter(({ steps }) => steps > 0)
}
