import type { CommandInteraction, ModalSubmitInteraction } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import type { Press } from '../components/custom-id.ts'
import { showForm } from '../interactions/acknowledge.ts'
import type { Draft } from '../submission/drafts.ts'
import { form, type Field } from './form.ts'
import type { Parts } from '../bot/services.ts'
import type { Submitted } from '../bot/handlers.ts'

/** A form over what a command said. It may come back to another process: what it does goes by its name. */
export interface DraftForm {
  /** Kept with the draft: one that was ever shown must keep its meaning. */
  readonly name: string
  submit(parts: Parts, interaction: ModalSubmitInteraction, draft: Draft): Promise<void>
}

/** Opens a form over what a command said; it must be among the handlers' forms to be taken when it comes back. */
export async function openForm(
  parts: Parts,
  interaction: CommandInteraction,
  options: {
    readonly form: DraftForm
    readonly title: string
    readonly fields: readonly Field[]
    readonly draft: Omit<Draft, 'personId' | 'form'>
  },
): Promise<void> {
  const { title, fields, draft } = options
  await parts.drafts.put(interaction.id, { ...draft, personId: interaction.user.id, form: options.form.name })
  await showForm(parts, interaction, form({ verb: 'form', job: interaction.id, title, fields }))
}

/** The draft that a press or a form belongs to, for its owner. @throws UserError `draft-gone`, `not-yours` */
export async function draftOf({ drafts }: Pick<Parts, 'drafts'>, press: Press, personId: string): Promise<Draft> {
  const draft = await drafts.get(press.job)
  if (draft === undefined) throw new UserError('draft-gone', refused.draftGone)
  if (draft.personId !== personId) throw new UserError('not-yours', refused.notYours)
  return draft
}

/** A form comes back. It stays good until it was accepted, so that a wrong number can be put right. */
export const takeForm =
  (forms: readonly DraftForm[]): Submitted =>
  async (parts, interaction, press) => {
    const draft = await draftOf(parts, press, interaction.user.id)
    const form = forms.find(({ name }) => name === draft.form)
    if (form === undefined) throw new UserError('draft-gone', refused.draftGone)
    await form.submit(parts, interaction, draft)
    await parts.drafts.remove(press.job)
  }
