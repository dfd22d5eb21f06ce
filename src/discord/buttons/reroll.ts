import { MessageFlags } from 'discord.js'
import { ask } from '../submission/submit.ts'
import { defer } from '../interactions/acknowledge.ts'
import { withoutSeed } from '../submission/complete-request.ts'
import { keptPictures } from '../submission/picture-sources.ts'
import { jobOf, type Pressed } from '../bot/handlers.ts'
import { readOrigin } from '../jobs/reply-origin.ts'

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
