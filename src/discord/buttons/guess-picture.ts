import { roundMinutes } from '#src/community/guess/round.ts'
import type { Services } from '../bot/services.ts'
import { guessablePrompts } from '../guess/round-picture.ts'
import { openGivenRound } from '../guess-buttons/open-given-round.ts'
import { type JobButton, jobOf } from './job-button.ts'

/** Lets everybody in the channel guess what is in an illusion. Argument: the picture. */
export const guessPicture: JobButton = {
  id: 'guess-this',
  on: {
    result: ({ layout: { picture }, words }) =>
      picture === undefined || guessablePrompts(picture).length === 0
        ? []
        : [{ label: words.guess, emoji: '🔍', argument: picture.picture, place: 'aside' }],
  },
  async press(
    services: Pick<Services, 'acknowledge' | 'store' | 'guess' | 'startRound' | 'messenger'>,
    interaction,
    pressed,
  ) {
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const job = await jobOf(services, pressed)
    await openGivenRound(services, interaction, {
      job,
      picture: Number(pressed.argument) || 0,
      minutes: roundMinutes.usual,
    })
  },
}
