import { messageCommands } from '#src/messages/command-descriptions.ts'
import { forms as words } from '#src/messages/forms.ts'
import { ask } from '#src/discord/submission/submit.ts'
import type { MessageCommand } from '#src/discord/bot/command.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import { numeric } from '#src/requests/numeric.ts'
import { fields } from '#src/requests/fields.ts'
import { onMessage } from './declaration.ts'
import { pickedFrom, startFrom } from './pick-picture.ts'

/** Paints a message's picture anew: the form asks for words and strength. */
export const editThis: MessageCommand = {
  declaration: onMessage(messageCommands.editThis),
  async run(parts, interaction) {
    const { draft, which } = await startFrom(parts, interaction, 'edit')
    await openForm(parts, interaction, {
      form: editForm,
      title: messageCommands.editThis,
      fields: [
        ...which,
        { kind: 'text', id: 'prompt', ...words.prompt, long: true, maxLength: fields.prompt.maxLength },
        { kind: 'text', id: 'strength', ...words.strength, hint: fields.strength.description, maxLength: 10 },
        { kind: 'text', id: 'seed', label: words.seed.label, maxLength: 20 },
      ],
      draft,
    })
  },
}

export const editForm: DraftForm = {
  name: 'edit-this',
  async submit(parts, form, draft) {
    const filled = filledIn(form)
    const { prompt, strength, seed } = filled
    await ask(parts, form, {
      ...draft,
      pictures: pickedFrom(draft, filled),
      said: ({ picture }) => ({ mode: 'edit', picture, prompt, strength: numeric(strength), seed: numeric(seed) }),
    })
  },
}
