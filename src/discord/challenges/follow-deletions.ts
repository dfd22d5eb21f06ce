import { type Client, Events } from 'discord.js'
import type { Logger } from 'pino'
import { isOpen } from '#src/community/challenges/phases.ts'
import { type DeletedEntryParts, removeDeletedEntries } from './deleted-entries.ts'
import type { ChallengeScheduler } from './scheduler.ts'

/**
 * Whoever deletes the message of a picture takes it out of the challenges that are not over: only moderators can delete
 * a message of the bot. Once the bot connects, it searches for what was deleted before. A thread that is gone is
 * noticed at once.
 */
export function followDeletions(
  client: Client,
  parts: {
    readonly store: DeletedEntryParts['store']
    readonly threads: DeletedEntryParts['threads']
    readonly scheduler: Pick<ChallengeScheduler, 'update'>
    readonly log: Logger
  },
): void {
  const { store, threads, scheduler, log } = parts
  const messageGone = async (messageId: string): Promise<void> => {
    const shown = await store.messages.get(messageId)
    if (shown !== null) await store.challenges.takeOutJob(shown.jobId)
  }
  const threadGone = async (threadId: string): Promise<void> => {
    const challenge = await store.challenges.ofThread(threadId)
    if (challenge === null || !isOpen(challenge)) return
    await store.challenges.change(challenge.id, { trouble: 'thread-gone', postsDue: true })
    await scheduler.update(challenge.id)
  }
  const lookAtAll = async (): Promise<void> => {
    for (const challenge of await store.challenges.unfinished())
      if (isOpen(challenge)) await removeDeletedEntries({ store, threads }, challenge.id)
  }
  const follow = (work: Promise<void>): void =>
    void work.catch((error: unknown) => log.warn({ err: error }, 'a deletion could not be handled'))

  client.on(Events.MessageDelete, ({ id }) => follow(messageGone(id)))
  client.on(Events.MessageBulkDelete, (messages) => {
    for (const id of messages.keys()) follow(messageGone(id))
  })
  // A new session, unlike a resumed one, does not tell what happened before it.
  client.on(Events.ShardReady, () => follow(lookAtAll()))
  client.on(Events.ThreadDelete, ({ id }) => follow(threadGone(id)))
}
