import type { SharedSettings } from './shared.ts'
import type { Steps } from './sampling.ts'

/** The calls to one stage's network that a request will make. */
export interface Work {
  /** 0: the 64 px stage, 1: the 256 px stage. */
  readonly stage: number
  /** Length of a side in pixels. */
  readonly edge: number
  readonly steps: number
  /** The number of rows per call. */
  readonly rows: number
}

/** The number of steps of a schedule. The names of IF's lists end in their length. */
export function countSteps(steps: Steps): number {
  if (typeof steps === 'number') return steps
  if (typeof steps === 'string') return Number(/\d+$/.exec(steps)?.[0] ?? 50)
  return 'timesteps' in steps ? steps.timesteps.length : steps.sections.reduce((sum, count) => sum + count, 0)
}

/** The steps of the complete schedules of stage I and stage II; 0 for a stage that is not used. */
export function scheduledSteps({ stageOne, stageTwo }: SharedSettings): readonly [first: number, second: number] {
  return [countSteps(stageOne.steps), stageTwo === undefined ? 0 : countSteps(stageTwo.steps)]
}

/** The number of extra rows for guidance: 1 if it needs a row with the negative prompt, otherwise 0. */
export const guidanceRows = (guidance: number): number => (guidance === 1 ? 0 : 1)

/**
 * The network calls that a drawing costs. `steps` are the steps of each stage for one picture; the rows per call depend on
 * the stage's guidance. A stage without steps is left out.
 */
export function workOf(
  { stageOne, stageTwo, count, bestOf }: SharedSettings,
  [first, second]: readonly [first: number, second: number],
  rows: (guidance: number) => number,
): readonly Work[] {
  const one = { stage: 0, edge: 64, steps: Math.ceil(first) * count * bestOf, rows: rows(stageOne.guidance) }
  const two = stageTwo && { stage: 1, edge: 256, steps: Math.ceil(second) * count, rows: rows(stageTwo.guidance) }
  return [one, ...(two === undefined ? [] : [two])].filter(({ steps }) => steps > 0)
}
