import type { Activity } from '#src/renderer/activity.ts'

/** How long each activity may last, in seconds, before the engine counts as hung. */
export interface Deadlines {
  readonly starting: number
  readonly loading: number
  /** A run whose duration is not known yet. */
  readonly firstRun: number
  /** A run may take `runFactor` times what it took before, and `runFloor` in any case. */
  readonly runFactor: number
  readonly runFloor: number
  readonly between: number
}

/** Generous: a machine that swaps or sleeps is slow, not dead. */
export const defaultDeadlines: Deadlines = {
  starting: 120,
  loading: 900,
  firstRun: 900,
  runFactor: 20,
  runFloor: 60,
  between: 120,
}

/** Seconds that an activity may last; null: for ever. */
export function deadlineOf(activity: Activity, deadlines: Deadlines): number | null {
  switch (activity.kind) {
    case 'loading':
      return deadlines.loading
    case 'running':
      return activity.expected === undefined
        ? deadlines.firstRun
        : Math.max(deadlines.runFloor, deadlines.runFactor * activity.expected)
    case 'between':
      return deadlines.between
    case 'idle':
      return null
    default:
      return activity satisfies never
  }
}
