import type { MessageComponentInteraction } from 'discord.js'
import type { Services } from '../bot/services.ts'
import type { DisplayState } from '../cards/layout.ts'
import type { CustomId } from '../components/custom-id.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
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
  const origin = readOrigin(job)
  const payload = await services.finishedMessage(job, {
    fileLimit: interaction.attachmentSizeLimit,
    spoiler: origin?.spoiler ?? false,
    notices: origin?.notices ?? [],
    guildId: interaction.guildId,
    display,
  })
  await services.messenger.editReply(interaction.token, payload)
}
