import { MessageFlags } from 'discord.js'
import { ask } from '../ask/ask.ts'
import { defer } from '../defer.ts'
import { withoutSeed } from '../ask/settle.ts'
import { keptPictures } from '../ask/pictures.ts'
import { jobOf, type Pressed } from '../press.ts'
import { readOrigin } from '../replies/origin.ts'

/** Draws the same request with a new seed, for whoever pressed. The button stays: it can be pressed again. */
export const again: Pressed = async (parts, interaction, press) => {
  const ephemeral = interaction.message.flags.has(MessageFlags.Ephemeral)
  await defer(parts, interaction, { ephemeral })
  const job = await jobOf(parts, press)
  await ask(parts, interaction, {
    said: () => withoutSeed(job.request),
    pictures: keptPictures(job.request),
    ephemeral,
    spoiler: readOrigin(job)?.spoiler ?? false,
    parentId: job.id,
  })
}
