import type { Activity } from '#src/renderer/activity.ts'

/** The time limit of each activity in seconds. Beyond it the engine counts as hung. */
export interface Deadlines {
  readonly starting: number
  readonly loading: number
  /** A run whose duration is not known yet. */
  readonly firstRun: number
  /** A run may take `runFactor` times as long as before, and `runFloor` in any case. */
  readonly runFactor: number
  readonly runFloor: number
  readonly between: number
}

/** Generous limits, since a machine that swaps or sleeps is slow, not dead. */
export const defaultDeadlines: Deadlines = {
  starting: 120,
  loading: 900,
  firstRun: 900,
  runFactor: 20,
  runFloor: 60,
  between: 120,
}

/** The time limit of an activity in seconds, or null if there is none. */
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
