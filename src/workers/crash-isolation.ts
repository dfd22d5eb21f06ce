/** What decides which jobs may run beside each other. */
export interface IsolatedJob {
  readonly id: string
  /** The worker died while this job ran. From now on it runs alone, so that another death names its cause. */
  isolated: boolean
  /** Deaths of the worker while this job ran alone. */
  deaths: number
}

/** The jobs that may start now, given those that run. Isolated jobs go first, one at a time, with nothing beside them. */
export function startable<Job extends IsolatedJob>(waiting: readonly Job[], running: readonly Job[]): readonly Job[] {
  if (running.some(({ isolated }) => isolated)) return []
  const isolated = waiting.find((job) => job.isolated)
  if (isolated === undefined) return [...waiting]
  return running.length === 0 ? [isolated] : []
}

/**
 * Records that the worker died under the running jobs. A job that ran alone caused the death. Where several ran, the
 * cause is unknown and all of them are isolated. Returns the jobs that have reached `limit` deaths.
 */
export function recordDeath<Job extends IsolatedJob>(running: readonly Job[], limit: number): readonly Job[] {
  for (const job of running) {
    job.isolated = true
    if (running.length === 1) job.deaths++
  }
  return running.filter(({ deaths }) => deaths >= limit)
}
