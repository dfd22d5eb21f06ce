import { MessageFlags } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import { ask } from '../ask/ask.ts'
import { defer } from '../defer.ts'
import { jobOf, type Pressed } from '../press.ts'
import { readOrigin } from '../replies/origin.ts'

/** Takes one 64 px picture of a result to 256 px, with its own prompt. */
export const up: Pressed = async (parts, interaction, press) => {
  const ephemeral = interaction.message.flags.has(MessageFlags.Ephemeral)
  await defer(parts, interaction, { ephemeral })
  const job = await jobOf(parts, press)
  const results = await parts.store.results.ofJob(job.id)
  const small = results.find(({ role, picture }) => role === 'picture' && String(picture) === press.argument)
  if (small === undefined) throw new UserError('picture-gone', refused.gone)
  const prompt = 'prompt' in job.request ? job.request.prompt : undefined
  await ask(parts, interaction, {
    said: ({ picture }) => ({
      mode: 'upscale',
      picture,
      seed: small.seed,
      ...(prompt === undefined ? {} : { prompt }),
    }),
    pictures: { picture: { from: 'store', sha256: small.sha256, name: `${job.id}-${small.picture + 1}.png` } },
    ephemeral,
    spoiler: readOrigin(job)?.spoiler ?? false,
    parentId: job.id,
  })
}
