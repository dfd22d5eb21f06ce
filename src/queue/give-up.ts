import { queueRefused as words } from '#src/messages/refusals.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import type { QueueLog } from './queue-log.ts'

export interface GiveUpOptions {
  readonly store: { readonly jobs: Pick<Store['jobs'], 'end'> }
  readonly log: QueueLog
}

/** Gives up a job during which a process or a machine has ended too often. Returns the ended job. */
export function giveUpInterrupted({ id, interruptions }: Job, { store, log }: GiveUpOptions): Promise<Job | null> {
  log.warn({ job: id, interruptions: interruptions + 1 }, 'A job was interrupted too often and is given up')
  const failure = { code: 'interrupted', message: words.interrupted }
  return store.jobs.end(id, { state: 'failed', seconds: 0, failure })
}
