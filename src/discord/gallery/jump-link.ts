import { messageLink } from '#src/messages/job-messages.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import { readOrigin } from '../jobs/reply-origin.ts'

/**
 * A link to the message that shows a result, for everybody who sees its channel. Undefined if there is no such message.
 *
 * @param guildId the guild in which the link is shown. A link to a direct message does not work in a guild
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
