import type { Store } from '#src/store/store.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import type { Threads } from '../transport/threads.ts'

export interface DeletedEntryParts {
  readonly store: Pick<Store, 'challenges' | 'jobs' | 'messages'>
  readonly threads: Pick<Threads, 'has'>
}

/**
 * Takes out the entries whose messages a moderator has deleted while the bot could not notice. Private results are left
 * out: nobody else can delete them, and the bot cannot look them up.
 *
 * @throws where Discord cannot be reached
 */
export async function removeDeletedEntries({ store, threads }: DeletedEntryParts, challengeId: string): Promise<void> {
  const jobIds = new Set((await store.challenges.entries(challengeId)).map(({ jobId }) => jobId))
  for (const jobId of jobIds) {
    const job = await store.jobs.get(jobId)
    if (job === null || readOrigin(job)?.ephemeral !== false) continue
    // The first message is the answer itself. Later ones may be private copies.
    const [answer] = await store.messages.ofJob(jobId)
    if (answer !== undefined && !(await threads.has(answer))) await store.challenges.takeOutJob(jobId)
  }
}
