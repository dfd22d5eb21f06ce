import { MessageFlags } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused, result as words } from '#src/messages/replies.ts'
import { headline } from '../cards/progress.ts'
import { defer } from '../interactions/acknowledge.ts'
import { container, gallery, text } from '../components/frame.ts'
import { jobOf, type Pressed } from '../bot/handlers.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import { setInMotion } from '../delivery/animate.ts'
import { requestLine } from '../cards/request-text.ts'

/** Shows a picture in motion; made at the first asking. */
export const move: Pressed = async (parts, interaction, press) => {
  const ephemeral = interaction.message.flags.has(MessageFlags.Ephemeral)
  await defer(parts, interaction, { ephemeral })
  const job = await jobOf(parts, press)
  const pictures = (await parts.store.results.ofJob(job.id)).filter(({ role }) => role === 'picture')
  const picture = pictures.find((one) => one.picture === Number(press.argument)) ?? pictures[0]
  if (picture === undefined) throw new UserError('picture-gone', refused.gone)
  const moving = await setInMotion(parts, picture)
  if (moving === undefined) throw new UserError('no-motion', words.noMotion)
  const file = `duckrabbit-${job.id}-${picture.picture + 1}-moving.webp`
  const spoiler = readOrigin(job)?.spoiler ?? false
  await parts.messenger.editReply(interaction.token, {
    components: [
      container('done', [
        text(headline(job)),
        gallery([{ file, alt: words.movingAlt(requestLine(job.request)), spoiler }]),
      ]),
    ],
    files: [{ name: file, data: moving, spoiler }],
  })
}
