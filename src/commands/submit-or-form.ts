import type { ChatInputCommandInteraction } from 'discord.js'
import type { Services } from '#src/discord/bot/services.ts'
import { fieldsAbout, withAdvanced } from '#src/discord/forms/advanced.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import { checkRequest } from '#src/discord/submission/complete-request.ts'
import type { PictureSources } from '#src/discord/submission/picture-source.ts'
import type { RequestTemplate } from '#src/requests/request-template.ts'
import { forms as words } from '#src/messages/forms.ts'

/** What the options of a command come to. */
export interface CommandInput {
  readonly request: RequestTemplate
  readonly pictures?: PictureSources
  readonly ephemeral: boolean
  readonly spoiler: boolean
  /** Open the Advanced form before anything is drawn. */
  readonly advanced: boolean
}

/** Submits what a command asks for, or opens the Advanced form first and submits both together. */
export async function submitOrOpenForm(
  services: Pick<Services, 'submit' | 'drafts' | 'acknowledge'>,
  interaction: ChatInputCommandInteraction,
  { advanced, pictures = {}, ...submission }: CommandInput,
): Promise<void> {
  if (!advanced) {
    await services.submit(interaction, { ...submission, pictures })
    return
  }
  // What is already wrong is refused before a form is filled in for nothing.
  const request = checkRequest(submission.request, pictures)
  await openForm(services, interaction, {
    form: advancedForm,
    title: words.advanced,
    fields: fieldsAbout(request),
    draft: { ...submission, pictures },
  })
}

/** Draws what the command and the form ask for together. */
export const advancedForm: DraftForm = {
  name: 'advanced',
  async submit({ submit }: Pick<Services, 'submit'>, interaction, { request, pictures, ephemeral, spoiler }) {
    await submit(interaction, { request: withAdvanced(request, filledIn(interaction)), pictures, ephemeral, spoiler })
  },
}
