import type { BaseInteraction } from 'discord.js'
import type { Challenge } from '#src/community/challenges/challenge.ts'
import { UserError } from '#src/errors.ts'
import { challengeRefused as refused } from '#src/messages/challenges.ts'
import type { Services } from '../bot/services.ts'

/** The challenge of this server with this id. @throws UserError `no-such-challenge` */
export async function challengeOf(
  { store }: Pick<Services, 'store'>,
  { guildId }: Pick<BaseInteraction, 'guildId'>,
  id: string,
): Promise<Challenge> {
  const challenge = await store.challenges.get(id)
  if (challenge === null || challenge.guildId !== guildId) throw new UserError('no-such-challenge', refused.noSuch)
  return challenge
}
