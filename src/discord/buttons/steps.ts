import { UserError } from '#src/errors.ts'
import { refused, result as words } from '#src/messages/replies.ts'
import { headline } from '../cards/progress.ts'
import { defer } from '../interactions/acknowledge.ts'
import { container, gallery, text } from '../components/frame.ts'
import { jobOf, type Pressed } from '../bot/handlers.ts'
import { fitFiles } from '../delivery/fit-files.ts'
import { requestLine } from '../cards/request-text.ts'

/** Shows how each picture came to be, to whoever pressed. */
export const steps: Pressed = async (parts, interaction, press) => {
  await defer(parts, interaction, { ephemeral: true })
  const job = await jobOf(parts, press)
  const strips = (await parts.store.results.ofJob(job.id)).filter(({ role }) => role === 'strip')
  const loaded = await Promise.all(
    strips.map(async (result) => ({ result, bytes: await parts.store.pictures.get(result.sha256) })),
  )
  const kept = loaded.flatMap(({ result, bytes }) => (bytes === null ? [] : [{ result, bytes }]))
  if (kept.length === 0) throw new UserError('picture-gone', refused.gone)
  const { files } = await fitFiles(kept, { fileLimit: interaction.attachmentSizeLimit, fitBytes: parts.fitBytes })
  const alt = `${words.stripAlt} ${requestLine(job.request)}`
  await parts.messenger.editReply(interaction.token, {
    // A gallery of one shows the whole strip; several in one gallery would be cropped to squares.
    components: [
      container('done', [text(headline(job)), ...files.map(({ file }) => gallery([{ file: file.name, alt }]))]),
    ],
    files: files.map(({ file }) => file),
  })
}
