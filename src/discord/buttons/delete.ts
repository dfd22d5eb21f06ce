import { deferUpdate } from '../interactions/acknowledge.ts'
import { jobOf, mustMayRule, type Pressed } from '../bot/handlers.ts'

/**
 * Deletes a result: the message, and with it the job and its pictures. Its owner may, and who manages messages here;
 * the latter only takes the message away, since the picture is the owner's.
 */
export const bin: Pressed = async (parts, interaction, press) => {
  const job = await jobOf(parts, press)
  mustMayRule(interaction, job)
  await deferUpdate(parts, interaction)
  // The token of a press edits and deletes the message that was pressed, ephemeral ones and those in DMs as well.
  await parts.messenger.deleteReply(interaction.token)
  await parts.store.messages.remove(interaction.message.id)
  if (interaction.user.id === job.personId) await parts.store.jobs.remove(job.id)
}
