import { UserError } from '#src/errors.ts'
import { buttons as words } from '#src/messages/buttons.ts'
import { result as resultWords } from '#src/messages/job-messages.ts'
import { refused } from '#src/messages/refusals.ts'
import type { Services } from '../bot/services.ts'
import { headline, visibleLine } from '../cards/headline.ts'
import { container, gallery } from '../components/container.ts'
import { text } from '../components/text.ts'
import { fitFiles } from '../delivery/fit-files.ts'
import { type JobButton, jobOf } from './job-button.ts'

/** Shows whoever pressed how each picture was drawn, step by step. */
export const steps: JobButton = {
  id: 'steps',
  on: {
    result: ({ results }) =>
      results.some(({ role }) => role === 'strip') ? [{ label: words.steps, emoji: '🎞️' }] : [],
  },
  async press(services: Pick<Services, 'acknowledge' | 'store' | 'fitBytes' | 'messenger'>, interaction, pressed) {
    const { store, fitBytes } = services
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const job = await jobOf(services, pressed)
    const strips = (await store.results.ofJob(job.id)).filter(({ role }) => role === 'strip')
    const loaded = await Promise.all(
      strips.map(async (result) => ({ result, bytes: await store.pictures.get(result.sha256) })),
    )
    const kept = loaded.flatMap(({ result, bytes }) => (bytes === null ? [] : [{ result, bytes }]))
    if (kept.length === 0) throw new UserError('picture-gone', refused.gone)
    const { files } = await fitFiles(kept, { fileLimit: interaction.attachmentSizeLimit, fitBytes })
    const alt = `${resultWords.stripAlt} ${visibleLine(job)}`
    // A gallery of one shows the whole strip. It would crop several to squares.
    const galleries = files.map(({ file }) => gallery([{ file: file.name, alt }]))
    await services.messenger.editReply(interaction.token, {
      components: [container('done', [text(headline(job)), ...galleries])],
      files: files.map(({ file }) => file),
    })
  },
}
