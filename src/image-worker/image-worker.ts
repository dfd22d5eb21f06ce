import type { Answer, Ask, JobName } from './jobs.ts'

/**
 * Where pictures are opened, drawn on and encoded: a process of its own, so that the bot's keeps nothing waiting and
 * a decoder that breaks takes nothing with it.
 */
export interface ImageWorker {
  /**
   * Has one job done.
   *
   * @throws UserError what the person can mend, as the functions of `src/image` do; `image-worker-died` for a job that took
   * the process with it twice, `image-worker-will-not-start`
   */
  do<Name extends JobName>(name: Name, ask: Ask<Name>): Promise<Answer<Name>>
  /** Ends the process; jobs that are not done fail. */
  close(): Promise<void>
}
