import { UserError } from '#src/errors.ts'
import { messageCommands } from '#src/messages/commands.ts'
import { refused } from '#src/messages/replies.ts'
import { longestInTiles, upscaled } from '#src/discord/again/upscaled.ts'
import { requestOf } from '#src/discord/again/varied.ts'
import { ask } from '#src/discord/ask/ask.ts'
import { type MessagePicture, picturesOfMessage } from '#src/discord/ask/message-picture.ts'
import { keptPictures } from '#src/discord/ask/pictures.ts'
import type { MessageCommand } from '#src/discord/command.ts'
import { type DraftForm, openForm } from '#src/discord/drafting/open-form.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import { onMessage } from './declaration.ts'
import { pickedFrom, startFrom } from './which.ts'

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
    const { source, spoiler, made } = first
    const way = wayFor(first)
    const request = made === undefined ? undefined : requestOf(made.job, made)
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
  },
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
    const pictures = pickedFrom(draft, filledIn(form))
    await ask(parts, form, { ...draft, pictures, said: ({ picture }) => ({ mode: 'upscale', picture }) })
  },
}
