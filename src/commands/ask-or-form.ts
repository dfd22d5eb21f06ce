import type { ChatInputCommandInteraction } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { forms as words } from '#src/messages/forms.ts'
import { refused } from '#src/messages/replies.ts'
import { ask, placeOf } from '#src/discord/ask/ask.ts'
import { type PictureRefs, placeholders, type PictureSources } from '#src/discord/ask/pictures.ts'
import { settle } from '#src/discord/ask/settle.ts'
import { advancedFields, advancedSaid } from '#src/discord/forms/advanced.ts'
import { filledIn, form } from '#src/discord/forms/form.ts'
import type { Parts } from '#src/discord/parts.ts'
import type { Submitted } from '#src/discord/press.ts'

/** What a command's options come to. */
export interface Said {
  /** As the request schemas have it, with the pictures under the names of `pictures`; undefined fields are left open. */
  readonly said: (pictures: PictureRefs) => Readonly<Record<string, unknown>>
  readonly pictures?: PictureSources
  readonly ephemeral: boolean
  readonly spoiler: boolean
  /** Open the form for the rest before anything is drawn. */
  readonly advanced: boolean
}

/** Accepts what a command says, or opens the form for the rest first. */
export async function askOrOpenForm(
  parts: Parts,
  interaction: ChatInputCommandInteraction,
  { said, pictures = {}, ephemeral, spoiler, advanced }: Said,
): Promise<void> {
  if (!advanced) {
    await ask(parts, interaction, { said, pictures, ephemeral, spoiler })
    return
  }
  // What is wrong already is said before a form is filled in for nothing.
  settle(said(placeholders(pictures)), placeOf(interaction), parts)
  parts.drafts.put(interaction.id, { personId: interaction.user.id, said, pictures, ephemeral, spoiler })
  await interaction.showModal(
    form({ verb: 'form', job: interaction.id, title: words.advanced, fields: advancedFields }),
  )
}

/** The form comes back: what it says joins what the command said. */
export const advancedForm: Submitted = async (parts, interaction, press) => {
  const draft = parts.drafts.take(press.job, interaction.user.id)
  if (draft === undefined) throw new UserError('form-expired', refused.formExpired)
  const rest = advancedSaid(filledIn(interaction))
  const { said, pictures, ephemeral, spoiler } = draft
  await ask(parts, interaction, { said: (refs) => ({ ...said(refs), ...rest }), pictures, ephemeral, spoiler })
}
