import { MessageFlags, type MessageComponentInteraction } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { PictureRef } from '#src/requests/picture-ref.ts'
import type { Result } from '#src/store/store.ts'
import { requestOf } from '../redraw/varied.ts'
import { ask } from '../submission/submit.ts'
import { keptPictures } from '../submission/picture-sources.ts'
import { defer } from '../interactions/acknowledge.ts'
import type { Press } from '../components/custom-id.ts'
import type { Parts } from '../bot/services.ts'
import { jobOf } from '../bot/handlers.ts'
import { readOrigin } from '../jobs/reply-origin.ts'

/**
 * Goes on from one picture of a result: `said` makes the new request of the one that drew it, which may need its own
 * pictures still (a mask, the picture that a part is pinned to). `number`: which picture, from 0; default: the first.
 *
 * @throws UserError `picture-gone`
 */
export async function goOnFrom(
  parts: Parts,
  interaction: MessageComponentInteraction,
  press: Press,
  number: string | undefined,
  said: (request: DrawRequest, result: Result, picture: PictureRef | undefined) => unknown,
): Promise<void> {
  const ephemeral = interaction.message.flags.has(MessageFlags.Ephemeral)
  await defer(parts, interaction, { ephemeral })
  const job = await jobOf(parts, press)
  const pictures = (await parts.store.results.ofJob(job.id)).filter(({ role }) => role === 'picture')
  const from = number === undefined ? pictures[0] : pictures.find(({ picture }) => String(picture) === number)
  if (from === undefined) throw new UserError('picture-gone', refused.gone)
  const name = `${job.id}-${from.picture + 1}.png`
  const request = requestOf(job, from)
  await ask(parts, interaction, {
    said: (refs) => said(request, from, refs['picture']),
    pictures: { ...keptPictures(request), picture: { from: 'store', sha256: from.sha256, name } },
    ephemeral,
    spoiler: readOrigin(job)?.spoiler ?? false,
    parentId: job.id,
  })
}
