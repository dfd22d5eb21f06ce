import { UserError } from '#src/errors.ts'
import { messageCommands } from '#src/messages/command-descriptions.ts'
import { recipe as words, refused } from '#src/messages/replies.ts'
import { recipeOf } from '#src/discord/submission/message-pictures.ts'
import { drawn } from '#src/discord/cards/settings-line.ts'
import type { MessageCommand } from '#src/discord/bot/command.ts'
import { defer } from '#src/discord/interactions/acknowledge.ts'
import { container, quote, smallPrint, text } from '#src/discord/components/frame.ts'
import { requestLines } from '#src/discord/cards/request-text.ts'
import { requestAgain } from '#src/requests/request-again.ts'
import { onMessage } from './declaration.ts'

/** How a message's picture was made: from the store, else from the PNG's own text, else a kind no. */
export const showRecipe: MessageCommand = {
  declaration: onMessage(messageCommands.showRecipe),
  async run(parts, interaction) {
    await defer(parts, interaction, { ephemeral: true })
    const made = await recipeOf(parts, interaction)
    if (made === undefined) throw new UserError('no-recipe', refused.noRecipe)
    const { request, seed, duckrabbit, device } = made.recipe
    const isOneOfSeveral = request.mode === 'compare' || request.count > 1
    const own = isOneOfSeveral ? [words.ownSeed(seed)] : []
    const lines = request.mode === 'compare' ? [] : requestLines(requestAgain(request))
    const negative = 'negative' in request && request.negative !== '' ? [words.without(quote(request.negative))] : []
    await parts.messenger.editReply(interaction.token, {
      components: [
        container('done', [
          text(words.title(request.mode)),
          text([...lines.map((line) => quote(line, 500)), ...negative].join('\n') || words.nothing),
          text([...drawn(request), ...own].join(' · ')),
          smallPrint(words.madeBy(duckrabbit, device)),
        ]),
      ],
      files: [],
    })
  },
}
