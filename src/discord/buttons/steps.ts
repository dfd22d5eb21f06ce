import { UserError } from '#src/errors.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { refused } from '#src/messages/refusals.ts'
import type { Services } from '../bot/services.ts'
import { headline, visibleLine } from '../cards/headline.ts'
import { container, gallery } from '../components/container.ts'
import { smallPrint, text } from '../components/text.ts'
import { fitFiles } from '../delivery/fit-files.ts'
import { stepPagesOf } from '../delivery/step-pictures.ts'
import { placeOf } from '../jobs/request-place.ts'
import { hidesResult, shownAt } from '../jobs/spoiler.ts'
import { type JobButton, jobOf } from './job-button.ts'

/** Shows whoever pressed every kept step of each picture, larger than the band in the message and with its noise. */
export const steps: JobButton = {
  id: 'steps',
  on: {
    result: ({ results, words }) =>
      results.some(({ role }) => role === 'strip') ? [{ label: words.steps, emoji: '🎞️' }] : [],
  },
  async press(
    services: Pick<Services, 'acknowledge' | 'store' | 'settings' | 'fitBytes' | 'imageWorker' | 'messenger'>,
    interaction,
    pressed,
  ) {
    const { store, fitBytes } = services
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const job = await shownAt(services, await jobOf(services, pressed), placeOf(interaction))
    const pages = await stepPagesOf(services, await store.results.ofJob(job.id))
    if (pages.length === 0) throw new UserError('picture-gone', refused.stepsGone)
    const { result: words } = messagesIn(interaction.locale)
    const { files } = await fitFiles(pages, { fileLimit: interaction.attachmentSizeLimit, fitBytes, words })
    const alt = `${words.stripAlt} ${visibleLine(job)}`
    const spoiler = hidesResult(job)
    // A gallery of one shows the whole page. It would crop several to squares.
    const galleries = files.map(({ file }) => gallery([{ file: file.name, alt, spoiler }]))
    await services.messenger.editReply(interaction.token, {
      components: [container('done', [text(headline(job)), ...galleries, smallPrint(words.stepRows)])],
      files: files.map(({ file }) => ({ ...file, spoiler })),
    })
  },
}
