import { finishedPayload } from '../replies/deliver.ts'
import { readOrigin } from '../replies/origin.ts'
import { deferUpdate } from '../defer.ts'
import { jobOf, type Pressed } from '../press.ts'

/** Moves the picture that is shown to its next meaning, for everyone who sees it. */
export const turn: Pressed = async (parts, interaction, press) => {
  await deferUpdate(parts, interaction)
  const job = await jobOf(parts, press)
  const origin = readOrigin(job)
  const payload = await finishedPayload(parts, job, {
    fileLimit: interaction.attachmentSizeLimit,
    spoiler: origin?.spoiler ?? false,
    notices: origin?.notices ?? [],
    guildId: interaction.guildId,
    turned: Number(press.argument),
  })
  await parts.messenger.editReply(interaction.token, payload)
}
