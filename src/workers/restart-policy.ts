import { type Backoff, backoffDelay } from '#src/backoff.ts'

/** When a worker that died is started again, and when its jobs are refused meanwhile. */
export interface RestartPolicy {
  readonly backoff: Backoff
  /** Failed starts in a row after which jobs are refused until the next attempt. Default: 3. */
  readonly maxFailedStarts: number
  /** A worker that was ready for so many milliseconds has recovered: its deaths before do not count any more. */
  readonly stableAfter: number
}

export const defaultRestartPolicy: RestartPolicy = {
  backoff: { first: 1_000, longest: 5 * 60_000 },
  maxFailedStarts: 3,
  stableAfter: 60_000,
}

/** The deaths of a worker since it last completed a job or was stable. */
export interface DeathCount {
  readonly inRow: number
  /** Deaths with no job to blame: while the worker started, prepared or had nothing to do. */
  readonly failedStarts: number
}

export const noDeaths: DeathCount = { inRow: 0, failedStarts: 0 }

/** Counts a death. `duringJobs`: jobs were running, so the start itself had worked. */
export function countDeath({ inRow, failedStarts }: DeathCount, { duringJobs }: { readonly duringJobs: boolean }) {
  return { inRow: inRow + 1, failedStarts: duringJobs ? 0 : failedStarts + 1 }
}

export interface NextStart {
  /** Milliseconds from now. */
  readonly delay: number
  /** Jobs are refused until then. */
  readonly refuse: boolean
}

/** What follows the latest death. A worker that had been ready once is started again at once. */
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
