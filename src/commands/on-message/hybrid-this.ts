import { messageCommands } from '#src/messages/command-descriptions.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { MessageCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import { pictureSlot } from '#src/requests/request-template.ts'
import { fields } from '#src/requests/fields.ts'
import { onMessage } from './declaration.ts'
import { draftFromMessage, pickedFrom } from './message-draft.ts'

/** How the picture is seen in the hybrid: the component that it is pinned to, and the one that is drawn. */
const roles = {
  'close by': { kind: 'low_high', pinned: 'high', painted: 'low' },
  'from afar': { kind: 'low_high', pinned: 'low', painted: 'high' },
  'in grey': { kind: 'colour', pinned: 'grey', painted: 'colour' },
  'in colour': { kind: 'colour', pinned: 'colour', painted: 'grey' },
  'standing still': { kind: 'motion', pinned: 'still', painted: 'motion' },
} as const
type Role = keyof typeof roles
const roleNames = ['close by', 'from afar', 'in grey', 'in colour', 'standing still'] as const satisfies readonly Role[]

/** An inverse hybrid: one part comes from a message's picture, the other is drawn. */
export const hybridThis: MessageCommand = {
  declaration: onMessage(messageCommands.hybridThis),
  async run(services: Pick<Services, 'store' | 'drafts' | 'acknowledge'>, interaction) {
    const { draft, pictureFields } = await draftFromMessage(services, interaction, 'hybrid')
    const messages = messagesIn(interaction.locale)
    const words = messages.forms
    await openForm(services, interaction, {
      form: hybridForm,
      title: messages.messageCommands.hybridThis,
      fields: [
        ...pictureFields,
        {
          kind: 'text',
          id: 'prompt',
          ...words.otherReading,
          long: true,
          maxLength: fields.prompt.maxLength,
          required: true,
        },
        {
          kind: 'choice',
          id: 'role',
          ...words.role,
          value: roleNames[0],
          choices: roleNames.map((role) => ({ label: words.roles[role], value: role })),
        },
      ],
      draft,
    })
  },
}

export const hybridForm: DraftForm = {
  name: 'hybrid-this',
  async submit({ submit }: Pick<Services, 'submit'>, interaction, draft) {
    const filled = filledIn(interaction)
    const { prompt, role } = filled
    const { kind, pinned, painted } = roles[roleNames.find((name) => name === role) ?? roleNames[0]]
    await submit(interaction, {
      ...draft,
      pictures: pickedFrom(draft, filled),
      request: {
        mode: 'hybrid',
        kind,
        parts: [{ component: painted, prompt }],
        pinned: { component: pinned, picture: pictureSlot('picture') },
      },
    })
  },
}
