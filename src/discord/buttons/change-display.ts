import { type MessageComponentInteraction, MessageFlags } from 'discord.js'
import type { ShownMessage } from '#src/store/store.ts'
import type { Services } from '../bot/services.ts'
import type { DisplayState } from '../cards/layout.ts'
import { withHeading } from '../components/container.ts'
import type { CustomId } from '../components/custom-id.ts'
import { optionsFor } from '../delivery/finished-message.ts'
import { placeOf } from '../jobs/request-place.ts'
import { type ResultState, resultState } from '../jobs/result-state.ts'
import { jobOf } from './job-button.ts'

/** Displays a result in another state, for everyone who sees its message. */
export async function changeDisplay(
  services: Pick<Services, 'acknowledge' | 'store' | 'settings' | 'finishedMessage' | 'messenger'>,
  interaction: MessageComponentInteraction,
  pressed: CustomId,
  display: DisplayState,
): Promise<void> {
  await services.acknowledge.update(interaction)
  const job = await jobOf(services, pressed)
  const { heading, locale } = stateOf(await services.store.messages.get(interaction.message.id))
  const ephemeral = interaction.message.flags.has(MessageFlags.Ephemeral) && interaction.user.id === job.personId
  const fileLimit = interaction.attachmentSizeLimit
  const options = await optionsFor(services, job, placeOf(interaction), { fileLimit, ephemeral })
  const payload = await services.finishedMessage(job, { ...options, ...(locale !== undefined && { locale }), display })
  const components = heading === undefined ? payload.components : withHeading(payload.components, heading)
  await services.messenger.editReply(interaction.token, { ...payload, components })
}

function stateOf(message: ShownMessage | null): Partial<ResultState> {
  const read = resultState.safeParse(message?.state)
  return read.success ? read.data : {}
}
