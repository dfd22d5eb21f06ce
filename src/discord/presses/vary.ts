import { MessageFlags } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import { ask } from '../ask/ask.ts'
import { defer } from '../defer.ts'
import { jobOf, type Pressed } from '../press.ts'
import { readOrigin } from '../replies/origin.ts'

/** How far the picture is noised before it is painted anew: little keeps its shapes, much its idea. */
const strengths: Readonly<Record<string, number>> = { little: 0.4, much: 0.7 }

/** Paints a result anew from itself, with its own prompt. */
export const vary: Pressed = async (parts, interaction, press) => {
  const ephemeral = interaction.message.flags.has(MessageFlags.Ephemeral)
  await defer(parts, interaction, { ephemeral })
  const job = await jobOf(parts, press)
  const picture = (await parts.store.results.ofJob(job.id)).find(({ role }) => role === 'picture')
  if (picture === undefined) throw new UserError('picture-gone', refused.gone)
  const { request } = job
  const prompt = 'prompt' in request ? request.prompt : undefined
  await ask(parts, interaction, {
    said: (refs) => ({
      mode: 'edit',
      picture: refs['picture'],
      strength: strengths[press.argument],
      size: picture.width === 64 ? 64 : undefined,
      ...(prompt === undefined ? {} : { prompt }),
    }),
    pictures: { picture: { from: 'store', sha256: picture.sha256, name: `${job.id}.png` } },
    ephemeral,
    spoiler: readOrigin(job)?.spoiler ?? false,
    parentId: job.id,
  })
}
