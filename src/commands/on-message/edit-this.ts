import { messageCommands } from '#src/messages/command-descriptions.ts'
import { forms as words } from '#src/messages/forms.ts'
import type { MessageCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import { pictureSlot } from '#src/requests/request-template.ts'
import { numeric } from '#src/requests/numeric.ts'
import { fields } from '#src/requests/fields.ts'
import { onMessage } from './declaration.ts'
import { draftFromMessage, pickedFrom } from './message-draft.ts'

/** Redraws a message's picture. The form asks for prompt and strength. */
export const editThis: MessageCommand = {
  declaration: onMessage(messageCommands.editThis),
  async run(services: Pick<Services, 'store' | 'drafts' | 'acknowledge'>, interaction) {
    const { draft, pictureFields } = await draftFromMessage(services, interaction, 'edit')
    await openForm(services, interaction, {
      form: editForm,
      title: messageCommands.editThis,
      fields: [
        ...pictureFields,
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
  async submit({ submit }: Pick<Services, 'submit'>, interaction, draft) {
    const filled = filledIn(interaction)
    const { prompt, strength, seed } = filled
    await submit(interaction, {
      ...draft,
      pictures: pickedFrom(draft, filled),
      request: {
        mode: 'edit',
        picture: pictureSlot('picture'),
        prompt,
        strength: numeric(strength),
        seed: numeric(seed),
      },
    })
  },
}
