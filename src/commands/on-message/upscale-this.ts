import { UserError } from '#src/errors.ts'
import { messageCommands } from '#src/messages/command-descriptions.ts'
import { refused } from '#src/messages/replies.ts'
import { isLargeIllusion, longestInTiles, upscaled } from '#src/discord/redraw/upscaled.ts'
import { requestOf } from '#src/discord/redraw/varied.ts'
import { ask } from '#src/discord/submission/submit.ts'
import { type MessagePicture, picturesOfJob, picturesOfMessage } from '#src/discord/submission/message-pictures.ts'
import { keptPictures } from '#src/discord/submission/picture-sources.ts'
import type { MessageCommand } from '#src/discord/bot/command.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import type { Parts } from '#src/discord/bot/services.ts'
import type { Asking } from '#src/discord/jobs/reply-origin.ts'
import { onMessage } from './declaration.ts'
import { pickedFrom, startFrom } from './pick-picture.ts'

/** Takes a message's picture four times as large: at once where it has one, else the form asks which. */
export const upscaleThis: MessageCommand = {
  declaration: onMessage(messageCommands.upscaleThis),
  async run(parts, interaction) {
    const [first, ...others] = await picturesOfMessage(parts, interaction)
    if (others.length > 0) {
      const { draft, which } = await startFrom(parts, interaction, 'upscale')
      await openForm(parts, interaction, {
        form: upscaleForm,
        title: messageCommands.upscaleThis,
        fields: which,
        draft,
      })
      return
    }
    await enlarge(parts, interaction, first)
  },
}

/** A result of the bot's own is taken larger as its mode does it, any other picture as its size asks for. */
async function enlarge(
  parts: Parts,
  interaction: Asking,
  picture: Pick<MessagePicture, 'source' | 'spoiler' | 'made' | 'longest'>,
): Promise<void> {
  const { source, spoiler, made } = picture
  const way = wayFor(picture)
  const request = made === undefined ? undefined : requestOf(made.job, made)
  if (made !== undefined && request !== undefined && isLargeIllusion(request, made))
    throw new UserError('picture-too-large', refused.illusionLarge)
  await ask(parts, interaction, {
    said: ({ picture }) =>
      made === undefined || request === undefined
        ? { mode: 'upscale', picture, way }
        : upscaled(request, made, picture),
    pictures: { ...(request === undefined ? {} : keptPictures(request)), picture: source },
    ephemeral: false,
    spoiler,
    ...(made === undefined ? {} : { parentId: made.jobId }),
  })
}

/** Every pixel of a middling picture in tiles; one of 64 px, or of unknown size, as a whole. @throws UserError `picture-too-large` */
function wayFor({ longest }: Pick<MessagePicture, 'longest'>): 'whole' | 'tiles' {
  if (longest !== undefined && longest > longestInTiles)
    throw new UserError('picture-too-large', refused.largeAlready(longest, longestInTiles))
  return longest === undefined || longest <= 64 ? 'whole' : 'tiles'
}

export const upscaleForm: DraftForm = {
  name: 'upscale-this',
  async submit(parts, form, draft) {
    const { picture: source } = pickedFrom(draft, filledIn(form))
    if (source === undefined) throw new UserError('no-picture', refused.noPicture)
    const { spoiler, parentId } = draft
    const own = parentId === undefined ? [] : await picturesOfJob(parts, parentId)
    const made = source.from === 'store' ? own.find((one) => nameOfSource(one) === source.name) : undefined
    const longest = source.from === 'attachment' ? source.attachment.longest : undefined
    await enlarge(parts, form, made ?? { source, spoiler, ...(longest === undefined ? {} : { longest }) })
  },
}

const nameOfSource = ({ source }: MessagePicture): string | undefined =>
  source.from === 'store' ? source.name : undefined
