import { guided } from './guidance.ts'
import type { PartEstimate } from './merge.ts'
import type { Part, SamplingPlan } from './plan.ts'
import type { Planes } from './planes.ts'
import type { Row, Text } from './predict.ts'
import { toEpsilon } from './prediction.ts'
import { readsVariance } from './samplers/registry.ts'
import { valuesOf } from './sum.ts'
import { identity } from './views/identity.ts'
import type { Workspace } from './workspace.ts'

/** The network's batch for one step, and how its answers become the parts' estimates. */
export interface StepBatch {
  /** The rows of all parts, negative prompts first. A row that two parts share is there once. */
  readonly rows: readonly Row[]
  /** @param answers the network's answers, one per row, in order */
  estimates(answers: readonly Planes[]): PartEstimate[]
}

/**
 * Makes the batch of one step.
 *
 * Parts with the same view and the same negative prompt share its row. The result is exact and saves a hybrid one row in four.
 *
 * @param x [3, H, W]
 * @param input what every part looks at: x, followed by the enlarged picture at a super-resolution stage
 * @param alphaBar ᾱ at the timestep
 */
export function stepBatch(
  plan: Pick<SamplingPlan, 'sampler' | 'scheduler' | 'conditioning'>,
  parts: readonly Part[],
  x: Planes,
  input: Planes,
  timestep: number,
  alphaBar: number,
  textOf: (prompt: string) => Text,
  workspace: Workspace,
): StepBatch {
  const rows: Row[] = []
  const noiseLevel = plan.conditioning?.noiseLevel
  const seenBy = new Map(parts.map(({ view }) => [view, view.apply(input)]))
  const seen = parts.map(({ view }) => seenBy.get(view) ?? view.apply(input))
  const negatives = parts.map(({ negative, guidance }, i) =>
    guidance === 1
      ? undefined
      : placeOf({ input: seen[i] ?? input, timestep, text: textOf(negative), style: undefined, noiseLevel }, rows),
  )
  const positives = parts.map(({ shows, guidance }, i) =>
    guidance === 0
      ? []
      : shows.map(({ prompt, style: styled, weight }) => {
          const text = textOf(prompt)
          const style = styled === undefined ? undefined : textOf(styled)
          return { row: placeOf({ input: seen[i] ?? input, timestep, text, style, noiseLevel }, rows), weight }
        }),
  )

  return {
    rows,
    estimates(answers) {
      const epsilons = rows.map((row, i) => {
        const answer = checkedAnswer(answers[i], row)
        const saw = row.input === input ? x : row.input
        return toEpsilon(answer.data, saw.data, alphaBar, plan.scheduler.predictionType)
      })
      return parts.map(({ view, guidance, component }, i) => {
        const negative = negatives[i]
        const shown = positives[i] ?? []
        const epsilon = guided(
          negative === undefined ? undefined : epsilons[negative],
          shown.map(({ row, weight }) => ({ epsilon: epsilons[row] ?? [], weight })),
          guidance,
        )
        const back =
          view === identity
            ? epsilon
            : [{ array: view.invert({ ...x, data: valuesOf(epsilon, x.data.length, workspace) }).data, weight: 1 }]
        // The variance is the prompt's own, never guided.
        const own = answers[shown[0]?.row ?? negative ?? 0]
        const variance =
          own === undefined || own.channels < 6 || !readsVariance(plan.sampler, plan.scheduler)
            ? undefined
            : view.invertVariance({ ...x, data: own.data.subarray(own.data.length / 2) }).data
        return { epsilon: back, variance, ...(component === undefined ? {} : { component }) }
      })
    },
  }
}

/** The index of a row among the rows. It is added unless there is an equal one. */
function placeOf(row: Row, rows: Row[]): number {
  const same = rows.findIndex(
    ({ input, text, style }) => input === row.input && text.key === row.text.key && style?.key === row.style?.key,
  )
  return same >= 0 ? same : rows.push(row) - 1
}

function checkedAnswer(answer: Planes | undefined, row: Row): Planes {
  if (answer === undefined) throw new Error('The network answered with fewer rows than it was asked.')
  const { height, width } = row.input
  if (answer.height !== height || answer.width !== width || answer.channels < 3) {
    throw new Error(
      `Expected an answer of [6, ${height}, ${width}], got [${answer.channels}, ${answer.height}, ${answer.width}].`,
    )
  }
  return answer
}
