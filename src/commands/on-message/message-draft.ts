import type { MessageContextMenuCommandInteraction } from 'discord.js'
import type { Services } from '#src/discord/bot/services.ts'
import { limits } from '#src/discord/components/limits.ts'
import { clip } from '#src/discord/components/text.ts'
import type { Field } from '#src/discord/forms/form.ts'
import type { Draft } from '#src/discord/submission/drafts.ts'
import { type MessagePicture, picturesOfMessage } from '#src/discord/submission/message-pictures.ts'
import type { PictureSource } from '#src/discord/submission/picture-source.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { Mode } from '#src/requests/draw-request.ts'

const slotOf = (index: number): string => `picture-${index}`

/**
 * The draft that a command on a message starts from, with all of the message's pictures, and the field that asks which
 * one where there are several.
 *
 * @throws UserError `no-picture`
 */
export async function draftFromMessage(
  { store }: Pick<Services, 'store'>,
  interaction: MessageContextMenuCommandInteraction,
  mode: Mode,
): Promise<{ readonly draft: Omit<Draft, 'personId' | 'form'>; readonly pictureFields: readonly Field[] }> {
  const pictures = (await picturesOfMessage(store, interaction)).slice(0, limits.options)
  const [first] = pictures
  return {
    draft: {
      request: { mode },
      pictures: Object.fromEntries(pictures.map(({ source }, index) => [slotOf(index), source])),
      // A picture behind a spoiler makes others behind one; otherwise the settings decide.
      ...(pictures.some(({ spoiler }) => spoiler) && { spoiler: true }),
      ...(first?.made === undefined ? {} : { parentId: first.made.jobId }),
    },
    pictureFields: pictures.length < 2 ? [] : [pictureField(pictures, messagesIn(interaction.locale).forms)],
  }
}

const pictureField = (pictures: readonly MessagePicture[], words: Messages['forms']): Field => ({
  kind: 'choice',
  id: 'which',
  ...words.which,
  value: '0',
  choices: pictures.map(({ label }, index) => ({
    label: clip(`${index + 1} · ${label}`, limits.optionLength),
    value: String(index),
  })),
})

/** The picture that was picked in the form, or else the first. */
export function pickedFrom(
  { pictures }: Pick<Draft, 'pictures'>,
  filled: Readonly<Record<string, string>>,
): { readonly picture: PictureSource } | Readonly<Record<string, never>> {
  const picture = pictures[slotOf(Number(filled['which'] ?? 0))] ?? pictures[slotOf(0)]
  return picture === undefined ? {} : { picture }
}
