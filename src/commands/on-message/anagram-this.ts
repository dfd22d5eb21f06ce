import { messageCommands } from '#src/messages/command-descriptions.ts'
import { forms as words } from '#src/messages/forms.ts'
import { ask } from '#src/discord/submission/submit.ts'
import { recipeOf } from '#src/discord/submission/message-pictures.ts'
import type { MessageCommand } from '#src/discord/bot/command.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import { fields } from '#src/requests/fields.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import { viewLabels, viewNames } from '#src/requests/view-spec.ts'
import { onMessage } from './declaration.ts'

/** Milliseconds for finding the recipe. */
const patience = 1_200

/** What of a picture's recipe says how it is painted. */
const styleOf = (request: ResolvedRequest | undefined): string =>
  request === undefined || !('style' in request) ? '' : request.style

/** What it shows, as far as its recipe says. */
function meaningOf(request: ResolvedRequest | undefined): string {
  if (request === undefined || request.mode === 'compare') return ''
  if (request.mode === 'anagram') return request.readings[0]?.prompt ?? ''
  if (request.mode === 'hybrid') return request.parts[0]?.prompt ?? ''
  return request.prompt
}

/** A new anagram in the style of a message's picture: its recipe fills the form. */
export const anagramThis: MessageCommand = {
  declaration: onMessage(messageCommands.anagramThis),
  async run(parts, interaction) {
    // A form must open within three seconds: a recipe that takes longer to fetch stays out of it.
    const late = new Promise<undefined>((resolve) => void parts.clock.after(patience, () => resolve(undefined)))
    const made = await Promise.race([recipeOf(parts, interaction), late])
    const request = made?.recipe.request
    await openForm(parts, interaction, {
      form: anagramForm,
      title: messageCommands.anagramThis,
      fields: [
        { kind: 'text', id: 'style', ...words.style, maxLength: fields.style.maxLength, value: styleOf(request) },
        {
          kind: 'text',
          id: 'first',
          ...words.firstMeaning,
          long: true,
          maxLength: fields.prompt.maxLength,
          required: true,
          value: meaningOf(request),
        },
        {
          kind: 'text',
          id: 'second',
          ...words.otherMeaning,
          long: true,
          maxLength: fields.prompt.maxLength,
          required: true,
        },
        {
          kind: 'choice',
          id: 'view',
          ...words.view,
          value: 'flip',
          choices: viewNames.map((view) => ({ label: viewLabels[view], value: view })),
        },
      ],
      draft: {
        said: () => ({ mode: 'anagram' }),
        pictures: {},
        ephemeral: false,
        spoiler: false,
        ...(made?.jobId === undefined ? {} : { parentId: made.jobId }),
      },
    })
  },
}

export const anagramForm: DraftForm = {
  name: 'anagram-this',
  async submit(parts, form, draft) {
    const { style, first, second, view = 'flip' } = filledIn(form)
    await ask(parts, form, {
      ...draft,
      said: () => ({
        mode: 'anagram',
        style,
        readings: [
          { prompt: first, view: { name: 'identity' } },
          { prompt: second, view: { name: view } },
        ],
      }),
    })
  },
}
