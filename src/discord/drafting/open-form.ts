import { showForm } from '../defer.ts'
import type { CommandInteraction, ModalSubmitInteraction } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import { form, type Field } from '../forms/form.ts'
import type { Draft } from '../drafts.ts'
import type { Parts } from '../parts.ts'
import type { Press } from '../custom-id.ts'
import type { Submitted } from '../press.ts'

/** Opens a form over what a command said; `submit` takes it when it comes back. */
export async function openForm(
  parts: Parts,
  interaction: CommandInteraction,
  options: {
    readonly title: string
    readonly fields: readonly Field[]
    readonly draft: Omit<Draft, 'personId' | 'submit'>
    readonly submit: (interaction: ModalSubmitInteraction) => Promise<void>
  },
): Promise<void> {
  const { title, fields, draft, submit } = options
  parts.drafts.put(interaction.id, { ...draft, personId: interaction.user.id, submit })
  await showForm(parts, interaction, form({ verb: 'form', job: interaction.id, title, fields }))
}

/** The draft that a press or a form belongs to, for its owner. @throws UserError `form-expired`, `not-yours` */
export function draftOf({ drafts }: Pick<Parts, 'drafts'>, press: Press, personId: string): Draft {
  const draft = drafts.get(press.job)
  if (draft === undefined) throw new UserError('form-expired', refused.formExpired)
  if (draft.personId !== personId) throw new UserError('not-yours', refused.notYours)
  return draft
}

/** A form comes back. It stays good until it was accepted, so that a wrong number can be put right. */
export const formSubmitted: Submitted = async (parts, interaction, press) => {
  const draft = draftOf(parts, press, interaction.user.id)
  if (draft.submit === undefined) throw new UserError('form-expired', refused.formExpired)
  await draft.submit(interaction)
  parts.drafts.remove(press.job)
}
