import type { MessageContextMenuCommandInteraction } from 'discord.js'
import { forms as words } from '#src/messages/forms.ts'
import { type MessagePicture, picturesOfMessage } from '#src/discord/submission/message-pictures.ts'
import type { PictureSource } from '#src/discord/submission/picture-sources.ts'
import type { Draft } from '#src/discord/submission/drafts.ts'
import type { Field } from '#src/discord/forms/form.ts'
import { clip } from '#src/discord/components/frame.ts'
import type { Parts } from '#src/discord/bot/services.ts'
import type { Mode } from '#src/requests/draw-request.ts'

/** Discord's most options of a menu. */
const most = 25
const key = (index: number): string => `picture-${index}`

/**
 * What a command on a message starts from: the draft that holds the message's pictures, and the fields that ask
 * which one where there are several.
 *
 * @throws UserError `no-picture`
 */
export async function startFrom(
  parts: Pick<Parts, 'store'>,
  interaction: MessageContextMenuCommandInteraction,
  mode: Mode,
): Promise<{ readonly draft: Omit<Draft, 'personId' | 'form'>; readonly which: readonly Field[] }> {
  const pictures = (await picturesOfMessage(parts, interaction)).slice(0, most)
  const [first] = pictures
  return {
    draft: {
      said: () => ({ mode }),
      pictures: Object.fromEntries(pictures.map(({ source }, index) => [key(index), source])),
      ephemeral: false,
      spoiler: pictures.some(({ spoiler }) => spoiler),
      ...(first?.made === undefined ? {} : { parentId: first.made.jobId }),
    },
    which: pictures.length < 2 ? [] : [whichField(pictures)],
  }
}

const whichField = (pictures: readonly MessagePicture[]): Field => ({
  kind: 'choice',
  id: 'which',
  ...words.which,
  value: '0',
  choices: pictures.map(({ label }, index) => ({ label: clip(`${index + 1} · ${label}`, 100), value: String(index) })),
})

/** The picture that was picked in the form, else the first. */
export function pickedFrom(
  { pictures }: Pick<Draft, 'pictures'>,
  filled: Readonly<Record<string, string>>,
): { readonly picture: PictureSource } | Readonly<Record<string, never>> {
  const picture = pictures[key(Number(filled['which'] ?? 0))] ?? pictures[key(0)]
  return picture === undefined ? {} : { picture }
}
