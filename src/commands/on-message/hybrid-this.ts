import { messageCommands } from '#src/messages/command-descriptions.ts'
import { forms as words } from '#src/messages/forms.ts'
import { ask } from '#src/discord/submission/submit.ts'
import type { MessageCommand } from '#src/discord/bot/command.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import { fields } from '#src/requests/fields.ts'
import { onMessage } from './declaration.ts'
import { pickedFrom, startFrom } from './pick-picture.ts'

/** What the picture is in the hybrid, and which part is left to be painted. */
const ways = {
  'close by': { kind: 'low_high', pinned: 'high', painted: 'low' },
  'from afar': { kind: 'low_high', pinned: 'low', painted: 'high' },
  'in grey': { kind: 'colour', pinned: 'grey', painted: 'colour' },
  'in colour': { kind: 'colour', pinned: 'colour', painted: 'grey' },
  'standing still': { kind: 'motion', pinned: 'still', painted: 'motion' },
} as const
type Way = keyof typeof ways
const wayNames = ['close by', 'from afar', 'in grey', 'in colour', 'standing still'] as const satisfies readonly Way[]

/** The inverse problem: one part of the hybrid comes from a message's picture, the other is painted. */
export const hybridThis: MessageCommand = {
  declaration: onMessage(messageCommands.hybridThis),
  async run(parts, interaction) {
    const { draft, which } = await startFrom(parts, interaction, 'hybrid')
    await openForm(parts, interaction, {
      form: hybridForm,
      title: messageCommands.hybridThis,
      fields: [
        ...which,
        {
          kind: 'text',
          id: 'prompt',
          ...words.otherMeaning,
          long: true,
          maxLength: fields.prompt.maxLength,
          required: true,
        },
        {
          kind: 'choice',
          id: 'way',
          ...words.way,
          value: wayNames[0],
          choices: wayNames.map((way) => ({ label: way, value: way })),
        },
      ],
      draft,
    })
  },
}

export const hybridForm: DraftForm = {
  name: 'hybrid-this',
  async submit(parts, form, draft) {
    const filled = filledIn(form)
    const { prompt, way } = filled
    const { kind, pinned, painted } = ways[wayNames.find((name) => name === way) ?? wayNames[0]]
    await ask(parts, form, {
      ...draft,
      pictures: pickedFrom(draft, filled),
      said: ({ picture }) => ({
        mode: 'hybrid',
        kind,
        parts: [{ component: painted, prompt }],
        pinned: { component: pinned, picture },
      }),
    })
  },
}
