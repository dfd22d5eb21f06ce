import type { Look } from '../cards/layout.ts'
import { finishedPayload } from '../delivery/deliver.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import { deferUpdate } from '../interactions/acknowledge.ts'
import { jobOf, type Pressed } from '../bot/handlers.ts'

/** Moves what is shown to its next meaning, for everyone who sees it: the picked picture, else all of them. */
export const turn: Pressed = async (parts, interaction, press) => {
  const [turned, picked] = press.argument.split(':')
  await lookAt(parts, interaction, press, {
    turned: Number(turned),
    ...(picked === undefined ? {} : { picked: Number(picked) }),
  })
}

/** Shows one of several pictures with everything that can be done with it, or all of them again. */
export const pick: Pressed = async (parts, interaction, press) => {
  const [value = 'all'] = interaction.isStringSelectMenu() ? interaction.values : []
  await lookAt(parts, interaction, press, {
    turned: Number(press.argument),
    ...(value === 'all' ? {} : { picked: Number(value) }),
  })
}

async function lookAt(...[parts, interaction, press, look]: [...Parameters<Pressed>, Look]): Promise<void> {
  await deferUpdate(parts, interaction)
  const job = await jobOf(parts, press)
  const origin = readOrigin(job)
  const payload = await finishedPayload(parts, job, {
    fileLimit: interaction.attachmentSizeLimit,
    spoiler: origin?.spoiler ?? false,
    notices: origin?.notices ?? [],
    guildId: interaction.guildId,
    look,
  })
  await parts.messenger.editReply(interaction.token, payload)
}
