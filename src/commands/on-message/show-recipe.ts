import type { MessageCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { recipeCard } from '#src/discord/cards/recipe.ts'
import { placeOf } from '#src/discord/jobs/request-place.ts'
import { shownAt } from '#src/discord/jobs/spoiler.ts'
import { picturesOfMessage, recipeOf } from '#src/discord/submission/message-pictures.ts'
import { UserError } from '#src/errors.ts'
import { messageCommands } from '#src/messages/command-descriptions.ts'
import { refused } from '#src/messages/refusals.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { onMessage } from './declaration.ts'

/** Shows how a message's picture was made, according to the store or the PNG's text chunks. */
export const showRecipe: MessageCommand = {
  declaration: onMessage(messageCommands.showRecipe),
  async run(
    services: Pick<Services, 'acknowledge' | 'store' | 'settings' | 'fetchAttachment' | 'messenger'>,
    interaction,
  ) {
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const [picture] = await picturesOfMessage(services.store, interaction)
    const made = await recipeOf(services, picture)
    if (made === undefined) throw new UserError('no-recipe', refused.noRecipe)
    const job = made.job && (await shownAt(services, made.job, placeOf(interaction)))
    await services.messenger.editReply(
      interaction.token,
      recipeCard({ ...made, ...(job && { job }), messages: messagesIn(interaction.locale) }),
    )
  },
}
