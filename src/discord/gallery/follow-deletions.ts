import { type Client, Events } from 'discord.js'
import type { Logger } from 'pino'
import type { Store } from '#src/store/store.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import type { StarBoard } from './star-board.ts'

/**
 * Removes a picture from the guild's galleries when its message is deleted, since only moderators can delete a message
 * of the bot. A message that was deleted in a star channel is not posted there again.
 */
export function followDeletions(
  client: Client,
  parts: {
    readonly store: Pick<Store, 'gallery' | 'messages' | 'jobs'>
    readonly starBoard: Pick<StarBoard, 'update'>
    readonly log: Logger
  },
): void {
  const { store, starBoard, log } = parts
  const messageGone = async (messageId: string): Promise<void> => {
    await store.gallery.starPostGone(messageId)
    const shown = await store.messages.get(messageId)
    const job = shown === null ? null : await store.jobs.get(shown.jobId)
    if (shown === null || job === null) return
    await store.messages.remove(messageId)
    if (readOrigin(job)?.channelId !== shown.channelId) return
    await store.gallery.setAudience(job.id, null)
    starBoard.update()
  }
  const follow = (id: string): void =>
    void messageGone(id).catch((error: unknown) => log.warn({ err: error }, 'a deletion could not be handled'))

  client.on(Events.MessageDelete, ({ id }) => follow(id))
  client.on(Events.MessageBulkDelete, (messages) => {
    for (const id of messages.keys()) follow(id)
  })
}
