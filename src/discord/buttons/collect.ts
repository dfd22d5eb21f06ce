import { deferUpdate } from '../interactions/acknowledge.ts'
import { jobOf, mustMayRule, type Pressed } from '../bot/handlers.ts'

/** The press brings a new token: the result comes where the button was, or progress goes on there. */
export const collect: Pressed = async (parts, interaction, press) => {
  const job = await jobOf(parts, press)
  mustMayRule(interaction, job)
  await deferUpdate(parts, interaction)
  await parts.replies.bind(job, interaction.token, interaction.message.id)
}
