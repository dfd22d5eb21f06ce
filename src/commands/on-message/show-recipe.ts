import type { MessageCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { requestLines } from '#src/discord/cards/request-text.ts'
import { settingsOf } from '#src/discord/cards/settings-line.ts'
import { container } from '#src/discord/components/container.ts'
import { quote, smallPrint, text } from '#src/discord/components/text.ts'
import { picturesOfMessage, recipeOf } from '#src/discord/submission/message-pictures.ts'
import { UserError } from '#src/errors.ts'
import { messageCommands } from '#src/messages/command-descriptions.ts'
import { recipe as words } from '#src/messages/note-messages.ts'
import { refused } from '#src/messages/refusals.ts'
import { modeOf, requestAgain } from '#src/requests/draw-request.ts'
import { onMessage } from './declaration.ts'

/** How a message's picture was made, from the store or from the PNG's own text. */
export const showRecipe: MessageCommand = {
  declaration: onMessage(messageCommands.showRecipe),
  async run(services: Pick<Services, 'acknowledge' | 'store' | 'fetchAttachment' | 'messenger'>, interaction) {
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const [picture] = await picturesOfMessage(services.store, interaction)
    const made = await recipeOf(services, picture)
    if (made === undefined) throw new UserError('no-recipe', refused.noRecipe)
    const { request, seed, duckrabbit, device } = made.recipe
    const shared = modeOf(request).resolvedSettings(request)
    const isOneOfSeveral = shared === undefined || shared.count > 1
    const ownSeed = isOneOfSeveral ? [words.ownSeed(seed)] : []
    const again = requestAgain(request)
    const lines = again === undefined ? [] : requestLines(again)
    const avoided = shared?.negative ?? ''
    const negative = avoided === '' ? [] : [words.negative(quote(avoided))]
    await services.messenger.editReply(interaction.token, {
      components: [
        container('done', [
          text(words.title(request.mode)),
          text([...lines.map((line) => quote(line, 500)), ...negative].join('\n') || words.noPrompt),
          text([...settingsOf(request, made.picture), ...ownSeed].join(' · ')),
          smallPrint(words.madeBy(duckrabbit, device)),
        ]),
      ],
      files: [],
    })
  },
}
