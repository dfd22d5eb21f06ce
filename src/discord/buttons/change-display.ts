import { type MessageComponentInteraction, MessageFlags } from 'discord.js'
import type { Services } from '../bot/services.ts'
import type { DisplayState } from '../cards/layout.ts'
import type { CustomId } from '../components/custom-id.ts'
import { optionsFor } from '../delivery/finished-message.ts'
import { jobOf } from './job-button.ts'

/** Displays a result in another state, for everyone who sees its message. */
export async function changeDisplay(
  services: Pick<Services, 'acknowledge' | 'store' | 'finishedMessage' | 'messenger'>,
  interaction: MessageComponentInteraction,
  pressed: CustomId,
  display: DisplayState,
): Promise<void> {
  await services.acknowledge.update(interaction)
  const job = await jobOf(services, pressed)
  const ephemeral = interaction.message.flags.has(MessageFlags.Ephemeral) && interaction.user.id === job.personId
  const payload = await services.finishedMessage(job, { ...optionsFor(job, interaction, { ephemeral }), display })
  await services.messenger.editReply(interaction.token, payload)
}
