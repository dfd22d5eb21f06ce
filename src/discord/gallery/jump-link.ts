import { messageLink } from '#src/messages/job-messages.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import { readOrigin } from '../jobs/reply-origin.ts'

/**
 * A link to the message that shows a result, for everybody who sees its channel. Undefined where there is none.
 *
 * @param guildId where the link is read: one into a direct message cannot be followed from a guild
 */
export async function jumpLink(
  { messages }: Pick<Store, 'messages'>,
  job: Job,
  guildId: string | null,
): Promise<string | undefined> {
  const origin = readOrigin(job)
  if (origin === undefined || origin.ephemeral || origin.channelId === null) return undefined
  if (origin.guildId === null && guildId !== null) return undefined
  const shown = (await messages.ofJob(job.id)).find(({ channelId }) => channelId === origin.channelId)
  return shown && messageLink({ guildId: origin.guildId, ...shown })
}
