import type { CommandInteraction, ModalSubmitInteraction } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/refusals.ts'
import type { FormHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import type { CustomId } from '../components/custom-id.ts'
import type { Draft } from '../submission/drafts.ts'
import { type Field, form } from './form.ts'

/** A form over a draft. It may be submitted to another process, which finds the handler by its name. */
export interface DraftForm {
  /** Stored with the draft, so a released one is never renamed. */
  readonly name: string
  submit(services: Services, interaction: ModalSubmitInteraction, draft: Draft): Promise<void>
}

const id = 'form'

/** Opens a form over a draft. It must be listed in `draftForms` to be handled when it is submitted. */
export async function openForm(
  { drafts, acknowledge }: Pick<Services, 'drafts' | 'acknowledge'>,
  interaction: CommandInteraction,
  options: {
    readonly form: DraftForm
    readonly title: string
    readonly fields: readonly Field[]
    readonly draft: Omit<Draft, 'personId' | 'form'>
  },
): Promise<void> {
  const { title, fields, draft } = options
  await drafts.put(interaction.id, { ...draft, personId: interaction.user.id, form: options.form.name })
  await acknowledge.form(interaction, form({ action: id, job: interaction.id, title, fields }))
}

/** The draft that a button or a form belongs to, for its owner. @throws UserError `draft-gone`, `not-yours` */
export async function draftOf(
  { drafts }: Pick<Services, 'drafts'>,
  { job: draftId }: CustomId,
  personId: string,
): Promise<Draft> {
  const draft = await drafts.get(draftId)
  if (draft === undefined) throw new UserError('draft-gone', refused.draftGone)
  if (draft.personId !== personId) throw new UserError('not-yours', refused.notYours)
  return draft
}

/** Handles forms over drafts. A draft is kept until its form is accepted, so that a wrong number can be corrected. */
export const draftForms = (forms: readonly DraftForm[]): FormHandler => ({
  id,
  async submit(services, interaction, submitted) {
    const draft = await draftOf(services, submitted, interaction.user.id)
    const form = forms.find(({ name }) => name === draft.form)
    if (form === undefined) throw new UserError('draft-gone', refused.draftGone)
    await form.submit(services, interaction, draft)
    await services.drafts.remove(submitted.job)
  },
})
