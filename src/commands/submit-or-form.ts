import type { ChatInputCommandInteraction } from 'discord.js'
import type { Services } from '#src/discord/bot/services.ts'
import { fieldsAbout, withAdvanced } from '#src/discord/forms/advanced.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import { checkRequest } from '#src/discord/submission/complete-request.ts'
import type { PictureSources } from '#src/discord/submission/picture-source.ts'
import type { RequestTemplate } from '#src/requests/request-template.ts'
import { messagesIn } from '#src/messages/languages.ts'

/** The parsed options of a command. */
export interface CommandInput {
  readonly request: RequestTemplate
  readonly pictures?: PictureSources
  /** Absent: as the settings say. */
  readonly ephemeral?: boolean
  readonly spoiler?: boolean
  /** Open the Advanced form before anything is drawn. */
  readonly advanced: boolean
}

/** Submits the request of a command. If the person wants the Advanced form, it opens first and its input is added. */
export async function submitOrOpenForm(
  services: Pick<Services, 'submit' | 'drafts' | 'acknowledge'>,
  interaction: ChatInputCommandInteraction,
  { advanced, pictures = {}, ...submission }: CommandInput,
): Promise<void> {
  if (!advanced) {
    await services.submit(interaction, { ...submission, pictures })
    return
  }
  // Errors are reported now, before the person fills in a form in vain.
  const request = checkRequest(submission.request, pictures)
  const messages = messagesIn(interaction.locale)
  await openForm(services, interaction, {
    form: advancedForm,
    title: messages.forms.advanced,
    fields: fieldsAbout(request, messages),
    draft: { ...submission, pictures },
  })
}

/** Submits the combined input of the command and the form. */
export const advancedForm: DraftForm = {
  name: 'advanced',
  async submit({ submit }: Pick<Services, 'submit'>, interaction, draft) {
    await submit(interaction, { ...draft, request: withAdvanced(draft.request, filledIn(interaction)) })
  },
}
