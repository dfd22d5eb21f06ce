/** The facts that decide which jobs may run at the same time. */
export interface IsolatedJob {
  readonly id: string
  /** The worker died while this job ran. From now on it runs alone, so that another death identifies its cause. */
  isolated: boolean
  /** The number of times that the worker died while this job ran alone. */
  deaths: number
}

/** The jobs that may start now, given the running ones. Isolated jobs go first, one at a time, with no other job beside them. */
export function startable<Job extends IsolatedJob>(waiting: readonly Job[], running: readonly Job[]): readonly Job[] {
  if (running.some(({ isolated }) => isolated)) return []
  const isolated = waiting.find((job) => job.isolated)
  if (isolated === undefined) return [...waiting]
  return running.length === 0 ? [isolated] : []
}

/**
 * Records that the worker died while these jobs ran. A job that ran alone caused the death. If several ran, the cause is
 * unknown and all of them are isolated. Returns the jobs that have reached `limit` deaths.
 */
export function recordDeath<Job extends IsolatedJob>(running: readonly Job[], limit: number): readonly Job[] {
  for (const job of running) {
    job.isolated = true
    if (running.length === 1) job.deaths++
  }
  return running.filter(({ deaths }) => deaths >= limit)
}
