import { messageCommands } from '#src/messages/command-descriptions.ts'
import { forms as words } from '#src/messages/forms.ts'
import { recipeOf } from '#src/discord/submission/message-pictures.ts'
import type { MessageCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import { fields } from '#src/requests/fields.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import { viewLabels, viewNames } from '#src/requests/view-spec.ts'
import { onMessage } from './declaration.ts'

/** Milliseconds for finding the recipe. */
const recipeWithin = 1_200

/** The style of a recipe. */
const styleOf = (request: ResolvedRequest | undefined): string =>
  request === undefined || !('style' in request) ? '' : request.style

/** What the picture of a recipe shows first. */
function firstPromptOf(request: ResolvedRequest | undefined): string {
  if (request === undefined || request.mode === 'compare') return ''
  if (request.mode === 'anagram') return request.readings[0]?.prompt ?? ''
  if (request.mode === 'hybrid') return request.parts[0]?.prompt ?? ''
  return request.prompt
}

/** A new anagram in the style of a message's picture, whose recipe fills in the form. */
export const anagramThis: MessageCommand = {
  declaration: onMessage(messageCommands.anagramThis),
  async run(services: Pick<Services, 'store' | 'fetchAttachment' | 'drafts' | 'acknowledge' | 'clock'>, interaction) {
    // A form must open within three seconds, so it goes without a recipe that takes longer to fetch.
    const late = new Promise<undefined>((resolve) => void services.clock.after(recipeWithin, () => resolve(undefined)))
    const made = await Promise.race([recipeOf(services, interaction), late])
    const request = made?.recipe.request
    await openForm(services, interaction, {
      form: anagramForm,
      title: messageCommands.anagramThis,
      fields: [
        { kind: 'text', id: 'style', ...words.style, maxLength: fields.style.maxLength, value: styleOf(request) },
        {
          kind: 'text',
          id: 'first',
          ...words.firstReading,
          long: true,
          maxLength: fields.prompt.maxLength,
          required: true,
          value: firstPromptOf(request),
        },
        {
          kind: 'text',
          id: 'second',
          ...words.otherReading,
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
        request: { mode: 'anagram' },
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
  async submit({ submit }: Pick<Services, 'submit'>, interaction, draft) {
    const { style, first, second, view = 'flip' } = filledIn(interaction)
    await submit(interaction, {
      ...draft,
      request: {
        mode: 'anagram',
        style,
        readings: [
          { prompt: first, view: { name: 'identity' } },
          { prompt: second, view: { name: view } },
        ],
      },
    })
  },
}
