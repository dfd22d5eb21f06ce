import { type Client, Events } from 'discord.js'
import type { Logger } from 'pino'
import type { Store } from '#src/store/store.ts'
import type { ChallengeScheduler } from './scheduler.ts'

/**
 * Whoever deletes the message of a picture takes it out of the challenges that are not over: only moderators can delete a
 * message of the bot. A thread that is gone is noticed at once.
 */
export function followDeletions(
  client: Client,
  parts: {
    readonly store: Pick<Store, 'challenges' | 'messages'>
    readonly scheduler: Pick<ChallengeScheduler, 'update'>
    readonly log: Logger
  },
): void {
  const { store, scheduler, log } = parts
  const messageGone = async (messageId: string): Promise<void> => {
    const shown = await store.messages.get(messageId)
    if (shown !== null) await store.challenges.takeOutJob(shown.jobId)
  }
  const threadGone = async (threadId: string): Promise<void> => {
    const challenge = await store.challenges.ofThread(threadId)
    if (challenge === null || (challenge.phase !== 'entries' && challenge.phase !== 'voting')) return
    await store.challenges.change(challenge.id, { trouble: 'thread-gone', postsDue: true })
    await scheduler.update(challenge.id)
  }
  const follow = (work: Promise<void>): void =>
    void work.catch((error: unknown) => log.warn({ err: error }, 'a deletion could not be followed'))

  client.on(Events.MessageDelete, ({ id }) => follow(messageGone(id)))
  client.on(Events.MessageBulkDelete, (messages) => {
    for (const id of messages.keys()) follow(messageGone(id))
  })
  client.on(Events.ThreadDelete, ({ id }) => follow(threadGone(id)))
}
