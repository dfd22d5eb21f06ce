import { messageCommands } from '#src/messages/command-descriptions.ts'
import { messagesIn } from '#src/messages/languages.ts'
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
    const messages = messagesIn(interaction.locale)
    const words = messages.forms
    await openForm(services, interaction, {
      form: editForm,
      title: messages.messageCommands.editThis,
      fields: [
        ...pictureFields,
        { kind: 'text', id: 'prompt', ...words.prompt, long: true, maxLength: fields.prompt.maxLength },
        { kind: 'text', id: 'strength', ...words.strength, hint: words.strengthHint, maxLength: 10 },
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
