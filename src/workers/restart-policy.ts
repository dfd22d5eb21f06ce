import { type Backoff, backoffDelay } from '#src/backoff.ts'

/** When a dead worker is restarted, and whether its jobs are refused until then. */
export interface RestartPolicy {
  readonly backoff: Backoff
  /** The number of failed starts in a row after which jobs are refused until the next attempt. Default: 3. */
  readonly maxFailedStarts: number
  /** A worker that has been ready for this many milliseconds has recovered, and its earlier deaths no longer count. */
  readonly stableAfter: number
}

export const defaultRestartPolicy: RestartPolicy = {
  backoff: { initial: 1_000, max: 5 * 60_000 },
  maxFailedStarts: 3,
  stableAfter: 60_000,
}

/** The deaths of a worker since it last completed a job or was stable. */
export interface DeathCount {
  readonly inRow: number
  /** Deaths that no job caused: while the worker started, prepared or was idle. */
  readonly failedStarts: number
}

export const noDeaths: DeathCount = { inRow: 0, failedStarts: 0 }

/** Counts a death. `duringJobs` means that jobs were running, so the start itself had succeeded. */
export function countDeath({ inRow, failedStarts }: DeathCount, { duringJobs }: { readonly duringJobs: boolean }) {
  return { inRow: inRow + 1, failedStarts: duringJobs ? 0 : failedStarts + 1 }
}

export interface NextStart {
  /** Milliseconds from now. */
  readonly delay: number
  /** Jobs are refused until then. */
  readonly refuse: boolean
}

/** Decides what follows the latest death. A worker that had been ready is restarted at once the first time. */
export function nextStart(
  { inRow, failedStarts }: DeathCount,
  { wasReady }: { readonly wasReady: boolean },
  { backoff, maxFailedStarts }: RestartPolicy,
): NextStart {
  return {
    delay: backoffDelay(wasReady ? inRow - 1 : inRow, backoff),
    refuse: failedStarts >= maxFailedStarts,
  }
}
