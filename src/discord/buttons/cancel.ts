import { deferUpdate } from '../interactions/acknowledge.ts'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import { jobOf, mustMayRule, type Pressed } from '../bot/handlers.ts'

/** Takes a waiting job out of the line, or stops a running one after its present step. */
export const stop: Pressed = async (parts, interaction, press) => {
  const job = await jobOf(parts, press)
  mustMayRule(interaction, job)
  await deferUpdate(parts, interaction)
  await parts.replies.bind(job, interaction.token, interaction.message.id)
  const outcome = await parts.queue.cancel(job.id)
  if (outcome === 'over') throw new UserError('already-over', refused.tooLate)
}
