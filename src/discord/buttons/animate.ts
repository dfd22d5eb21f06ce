import { modeOf } from '#src/requests/draw-request.ts'
import { UserError } from '#src/errors.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { refused } from '#src/messages/refusals.ts'
import type { Services } from '../bot/services.ts'
import { headline, visibleLine } from '../cards/headline.ts'
import { container, gallery } from '../components/container.ts'
import { text } from '../components/text.ts'
import { animatePicture, canAnimate } from '../delivery/animate-picture.ts'
import { placeOf } from '../jobs/request-place.ts'
import { hidesResult, shownAt } from '../jobs/spoiler.ts'
import { inheritsPrivacy, type JobButton, jobOf } from './job-button.ts'

/** Shows a picture in motion, which is made when it is first asked for. Argument: the picture. */
export const animate: JobButton = {
  id: 'animate',
  on: {
    result({ job, results, layout: { picture }, words }) {
      if (picture === undefined || !canAnimate(picture, results)) return []
      const face = { label: words.animate, emoji: '🎬', argument: picture.picture }
      return [modeOf(job.request).nextReading === undefined ? face : { ...face, place: 'first' }]
    },
  },
  async press(
    services: Pick<Services, 'acknowledge' | 'store' | 'settings' | 'imageWorker' | 'messenger'>,
    interaction,
    pressed,
  ) {
    await services.acknowledge.reply(interaction, { ephemeral: inheritsPrivacy(interaction, pressed) })
    const job = await shownAt(services, await jobOf(services, pressed), placeOf(interaction))
    const pictures = (await services.store.results.ofJob(job.id)).filter(({ role }) => role === 'picture')
    const picture = pictures.find((one) => one.picture === Number(pressed.argument)) ?? pictures[0]
    if (picture === undefined) throw new UserError('picture-gone', refused.gone)
    if ((await services.store.pictures.about(picture.sha256)) === null)
      throw new UserError('picture-gone', refused.gone)
    const animation = await animatePicture(services, picture)
    if (animation === undefined) throw new UserError('no-motion', refused.noMotion)
    const file = `duckrabbit-${job.id}-${picture.picture + 1}-moving.webp`
    const spoiler = hidesResult(job)
    const alt = messagesIn(interaction.locale).result.movingAlt(visibleLine(job))
    await services.messenger.editReply(interaction.token, {
      components: [container('done', [text(headline(job)), gallery([{ file, alt, spoiler }])])],
      files: [{ name: file, data: animation, spoiler }],
    })
  },
}
