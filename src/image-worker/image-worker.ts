import type { JobInput, JobName, JobOutput } from './jobs.ts'

/**
 * Opens, draws on and encodes pictures in a process of its own, so that the bot's process never waits and survives a
 * decoder that crashes.
 */
export interface ImageWorker {
  /**
   * Does one job.
   *
   * @throws UserError what the person can mend, as the functions of `src/image` do; `image-worker-died` for a job that
   * took the process with it twice; `image-worker-will-not-start`
   */
  do<Name extends JobName>(name: Name, input: JobInput<Name>): Promise<JobOutput<Name>>
  /** The id of its process; undefined while there is none. */
  readonly pid: number | undefined
  /** Ends the process; jobs that are not done fail. */
  close(): Promise<void>
}
