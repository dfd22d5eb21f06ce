import type { BaseInteraction } from 'discord.js'
import type { Round } from '#src/community/guess/round.ts'
import { UserError } from '#src/errors.ts'
import { guessRefused as refused } from '#src/messages/guess.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { ComponentHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import { container } from '../components/container.ts'
import { text } from '../components/text.ts'
import { roundOf } from '../guess/start-round.ts'
import { isModerator } from '../interactions/permissions.ts'

/** Ends a round before its time, by its starter or a moderator. The solution is shown. */
export const endRound: ComponentHandler = {
  id: 'guess-end',
  async press(
    services: Pick<Services, 'acknowledge' | 'store' | 'settings' | 'guess' | 'messenger'>,
    interaction,
    { job: id },
  ) {
    await services.acknowledge.reply(interaction, { ephemeral: true })
    await endRoundFor(services, interaction, await roundOf(services, interaction, id), 'stopped')
    await services.messenger.editReply(interaction.token, {
      components: [container('done', [text(messagesIn(interaction.locale).ownGuess.ended)])],
      files: [],
    })
  },
}

/** Ends a round, if this person may. @throws UserError */
export async function endRoundFor(
  services: Pick<Services, 'settings' | 'guess'>,
  interaction: BaseInteraction,
  { id, starterId }: Round,
  outcome: 'stopped' | 'cancelled',
): Promise<void> {
  const mayEnd = interaction.user.id === starterId || (await isModerator(services, interaction))
  if (!mayEnd) throw new UserError('not-yours', refused.notYourRound)
  if ((await services.guess.end(id, outcome)) === null) throw new UserError('round-over', refused.roundOver)
}
