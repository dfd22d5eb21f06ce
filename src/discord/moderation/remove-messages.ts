import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import type { JobQueue } from '#src/queue/job-queue.ts'
import type { Store } from '#src/store/store.ts'
import { type Messenger, refusalOf } from '../transport/messenger.ts'

/** Milliseconds until a request is repeated if Discord could not be reached. */
const retryAfter = 60_000
/** Milliseconds after which a message in an archived thread is tried again. */
const afterArchived = 60 * 60_000

/** Deletes the messages of erased jobs from Discord, now and after a restart. */
export function createMessageRemover(parts: {
  readonly store: Pick<Store, 'removals'>
  readonly messenger: Pick<Messenger, 'delete'>
  readonly queue: Pick<JobQueue, 'subscribe'>
  readonly clock: Pick<Clock, 'after'>
  readonly log: Logger
}) {
  const { store, messenger, queue, clock, log } = parts
  /** Messages in archived threads, which are tried again later. */
  const archived = new Set<string>()
  let removing: Promise<void> = Promise.resolve()

  function tryLater(messageId: string): void {
    archived.add(messageId)
    clock.after(afterArchived, () => {
      archived.delete(messageId)
      start()
    })
  }

  async function removeAll(): Promise<void> {
    for (const { channelId, messageId } of await store.removals.pending()) {
      if (archived.has(messageId)) continue
      try {
        await messenger.delete(channelId, messageId)
      } catch (error) {
        const why = refusalOf(error)
        if (why === 'archived') {
          // Nothing can be deleted there until somebody opens the thread again.
          log.debug({ channel: channelId, err: error }, 'a message in an archived thread could not be deleted yet')
          tryLater(messageId)
          continue
        }
        if (why === undefined) {
          clock.after(retryAfter, start)
          throw error
        }
        // The message is gone already, ephemeral, or in a channel that the bot cannot see.
        log.debug({ channel: channelId, err: error }, 'a message could not be deleted')
      }
      await store.removals.done(messageId)
    }
  }

  function start(): void {
    removing = removing
      .then(removeAll)
      .catch((error: unknown) => log.warn({ err: error }, 'messages could not be deleted; trying again'))
  }

  // A job that is erased while it runs leaves its reply when it ends.
  const unsubscribe = queue.subscribe(({ type }) => {
    if (type === 'done' || type === 'failed' || type === 'cancelled') start()
  })

  return {
    /** Deletes the messages that are due. */
    start,
    async stop(): Promise<void> {
      unsubscribe()
      await removing
    },
  }
}

export type MessageRemover = ReturnType<typeof createMessageRemover>
