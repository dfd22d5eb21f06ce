import { messageCommands } from '#src/messages/command-descriptions.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { picturesOfMessage, recipeOf } from '#src/discord/submission/message-pictures.ts'
import { optional } from '#src/log/optional.ts'
import { viewLabelIn } from '#src/discord/cards/request-text.ts'
import type { MessageCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { type DraftForm, openForm } from '#src/discord/forms/draft-form.ts'
import { filledIn } from '#src/discord/forms/form.ts'
import { fields } from '#src/requests/fields.ts'
import { modeOf, type ResolvedRequest, singleDrawing } from '#src/requests/draw-request.ts'
import { viewLabel, viewNames } from '#src/pipeline/views/registry.ts'
import { onMessage } from './declaration.ts'

/** Milliseconds for finding the recipe. */
const recipeWithin = 1_200

/** The style of a recipe, and what its picture shows first. */
function wordsOf(request: ResolvedRequest | undefined): { readonly style: string; readonly prompt: string } {
  const drawing = request && singleDrawing(request)
  if (drawing === undefined) return { style: '', prompt: '' }
  const mode = modeOf(drawing)
  return { style: mode.style?.(drawing) ?? '', prompt: mode.prompts(drawing)[0]?.prompt ?? '' }
}

/** A new anagram in the style of a message's picture, whose recipe fills in the form. */
export const anagramThis: MessageCommand = {
  declaration: onMessage(messageCommands.anagramThis),
  async run(
    services: Pick<Services, 'store' | 'fetchAttachment' | 'drafts' | 'acknowledge' | 'clock' | 'log'>,
    interaction,
  ) {
    const [picture] = await picturesOfMessage(services.store, interaction)
    // A form must open within three seconds, so it goes without a recipe that takes longer to fetch or cannot be fetched.
    const late = new Promise<undefined>((resolve) => void services.clock.after(recipeWithin, () => resolve(undefined)))
    const made = await Promise.race([optional(services.log, 'a recipe', () => recipeOf(services, picture)), late])
    const { style, prompt } = wordsOf(made?.recipe.request)
    const messages = messagesIn(interaction.locale)
    const words = messages.forms
    await openForm(services, interaction, {
      form: anagramForm,
      title: messages.messageCommands.anagramThis,
      fields: [
        { kind: 'text', id: 'style', ...words.style, maxLength: fields.style.maxLength, value: style },
        {
          kind: 'text',
          id: 'first',
          ...words.firstReading,
          long: true,
          maxLength: fields.prompt.maxLength,
          required: true,
          value: prompt,
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
          choices: viewNames.map((view) => ({ label: viewLabelIn(messages, viewLabel(view)), value: view })),
        },
      ],
      draft: {
        request: { mode: 'anagram' },
        pictures: {},
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
