import { messageLink } from '#src/messages/job-messages.ts'
import type { Job } from '#src/store/job.ts'
import { postedCard } from '../cards/endings.ts'
import type { Messenger, PlacedMessage } from '../transport/messenger.ts'
import type { ReplyState } from './reply-state.ts'

/**
 * Closes a reply that still shows progress or a button while its job ended in a new message: its token was gone, as after a
 * restart of the local channel. It edits the reply as the bot's own message.
 */
export async function closeReply(
  { messenger }: { readonly messenger: Pick<Messenger, 'edit'> },
  { origin }: Pick<ReplyState, 'origin'>,
  job: Job,
  posted: PlacedMessage,
): Promise<void> {
  const { messageId, channelId, guildId, standing } = origin
  if (messageId === null || channelId === null || messageId === posted.messageId || standing === 'handed-over') return
  await messenger.edit(channelId, messageId, postedCard(job, messageLink({ guildId, ...posted })))
}
