import type { GuessParts } from './guess-parts.ts'

/** Removes what the bot drew, or was about to draw, for a round that does not show it. */
export async function takeBack(
  {
    store,
    queue,
  }: { readonly store: Pick<GuessParts['store'], 'jobs'>; readonly queue: Pick<GuessParts['queue'], 'cancel'> },
  jobId: string | null,
): Promise<void> {
  if (jobId === null || (await store.jobs.get(jobId)) === null) return
  // A running job ends a little later, and is gone then.
  await store.jobs.eraseAtEnd(jobId)
  if ((await queue.cancel(jobId)) === 'over') await store.jobs.remove(jobId)
}
