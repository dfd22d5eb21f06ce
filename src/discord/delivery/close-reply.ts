import { messageLink } from '#src/messages/job-messages.ts'
import type { Job } from '#src/store/job.ts'
import { postedCard } from '../cards/endings.ts'
import type { Messenger, PlacedMessage } from '../transport/messenger.ts'
import type { ReplyState } from './reply-state.ts'

/**
 * Closes a reply that still shows progress or a button although its job ended in a new message, because its token was
 * lost, as after a restart of the local channel. The reply is edited as the bot's own message.
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
