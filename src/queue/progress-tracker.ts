import type { EngineEvent, StageOutline } from '#src/renderer/events.ts'
import type { Progress } from './job-queue.ts'

/** Follows the events of one job. */
export interface ProgressTracker {
  update(event: EngineEvent): void
  progress(): Progress
}

/**
 * Tracks the progress of a job, weighted by the cost of its steps: one step at 256 px counts as much as many at 64 px. The
 * remaining time follows measured speeds at first, then the job's own pace.
 *
 * @param now a clock in milliseconds
 */
export function createProgressTracker(now: () => number): ProgressTracker {
  let stages: readonly StageOutline[] = []
  let total = 0
  let expected: number | null = null
  let weighed = 0
  let counted = 0
  let begun: number | undefined

  const weightOf = (stage: StageOutline | undefined): number =>
    stage === undefined || stage.steps === 0 ? 1 : expected === null ? 1 : (stage.seconds ?? 0) / stage.steps

  return {
    update(event) {
      if (event.type === 'started') {
        stages = event.stages
        const known = stages.every(({ seconds }) => seconds !== null)
        const times = (stage: number): number => (stage === 0 ? (event.candidates ?? 1) : 1)
        const perPicture = stages.reduce((sum, { seconds }, stage) => sum + (seconds ?? 0) * times(stage), 0)
        const stepsPerPicture = stages.reduce((sum, { steps }, stage) => sum + steps * times(stage), 0)
        const pictures = stepsPerPicture === 0 ? event.count : event.total / stepsPerPicture
        expected = known ? perPicture * pictures : null
        total = expected ?? event.total
        weighed = 0
        counted = 0
        begun = undefined
      } else if (event.type === 'step') {
        begun ??= now()
        // Events between the last one and this one may have been merged.
        weighed += (event.done - counted) * weightOf(stages[event.stage])
        counted = event.done
      } else if (event.type === 'interrupted') {
        weighed = 0
        counted = 0
        begun = undefined
      }
    },

    progress() {
      const fraction = total === 0 ? 0 : Math.min(1, weighed / total)
      const elapsed = begun === undefined ? 0 : (now() - begun) / 1000
      const byPace = fraction > 0.15 && elapsed > 0 ? (elapsed * (1 - fraction)) / fraction : null
      return { fraction, secondsLeft: byPace ?? (expected === null ? null : expected * (1 - fraction)) }
    },
  }
}
