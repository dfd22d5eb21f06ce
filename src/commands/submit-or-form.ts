import type { ChatInputCommandInteraction } from 'discord.js'
import { forms as words } from '#src/messages/forms.ts'
import { ask, placeOf } from '#src/discord/submission/submit.ts'
import { type PictureRefs, placeholders, type PictureSources } from '#src/discord/submission/picture-sources.ts'
import { settle } from '#src/discord/submission/complete-request.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { fieldsAbout, withAdvanced } from '#src/discord/forms/advanced.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import type { Parts } from '#src/discord/bot/services.ts'

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

/** Accepts what a command says, or opens the form for the rest first; what the form says joins it. */
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
  const request = settle(said(placeholders(pictures)), placeOf(interaction), parts)
  await openForm(parts, interaction, {
    form: advancedForm,
    title: words.advanced,
    fields: fieldsAbout(request),
    draft: { said, pictures, ephemeral, spoiler },
  })
}

/** Draws what the command and the form say together. */
export const advancedForm: DraftForm = {
  name: 'advanced',
  async submit(parts, interaction, { said, pictures, ephemeral, spoiler }) {
    const filled = filledIn(interaction)
    const all = (refs: PictureRefs) => withAdvanced(said(refs), filled)
    await ask(parts, interaction, { said: all, pictures, ephemeral, spoiler })
  },
}
