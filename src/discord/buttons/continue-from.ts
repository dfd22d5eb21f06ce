import type { MessageComponentInteraction } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/refusals.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { Result } from '#src/store/store.ts'
import type { Services } from '../bot/services.ts'
import type { CustomId } from '../components/custom-id.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import { requestOf } from '../redraw/varied.ts'
import { earlierPicture, storedPictures } from '../submission/picture-source.ts'
import { type PictureSlot, pictureSlot, type RequestTemplate } from '#src/requests/request-template.ts'
import { inheritsPrivacy, jobOf } from './job-button.ts'

/**
 * Continues from one picture of a result. `next` makes the new request from the one that drew it, which may still need
 * its own pictures (a mask, or the picture that a part is pinned to).
 *
 * @param index - which picture, from 0; default: the first
 * @throws UserError `picture-gone`
 */
export async function continueFrom(
  services: Pick<Services, 'acknowledge' | 'store' | 'submit'>,
  interaction: MessageComponentInteraction,
  pressed: CustomId,
  index: string | undefined,
  next: (request: DrawRequest, result: Result, picture: PictureSlot) => RequestTemplate,
): Promise<void> {
  const ephemeral = inheritsPrivacy(interaction, pressed)
  await services.acknowledge.reply(interaction, { ephemeral })
  const job = await jobOf(services, pressed)
  const pictures = (await services.store.results.ofJob(job.id)).filter(({ role }) => role === 'picture')
  const from = index === undefined ? pictures[0] : pictures.find(({ picture }) => String(picture) === index)
  if (from === undefined) throw new UserError('picture-gone', refused.gone)
  const request = requestOf(job, from)
  await services.submit(interaction, {
    request: next(request, from, pictureSlot('picture')),
    pictures: { ...storedPictures(request), picture: { from: 'store', sha256: from.sha256, name: earlierPicture } },
    ephemeral,
    spoiler: readOrigin(job)?.spoiler ?? false,
    parentId: job.id,
  })
}
