export interface QueueLimits {
  /** The number of jobs of one person that may run at once. Default: 1. */
  readonly runningPerPerson: number
  /** The number of jobs of one person that may wait. Default: 5. */
  readonly waitingPerPerson: number
  /** The number of times that the process may end while a job runs before the job is given up. Default: 5. */
  readonly interruptions: number
}
