import type { BaseInteraction } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { challengeRefused } from '#src/messages/challenges.ts'
import type { Settings } from '#src/settings/settings.ts'
import { isManager } from '../interactions/permissions.ts'

const day = 24 * 60 * 60_000

/** A server's settings of challenges. */
export interface ChallengeSettings {
  readonly winnerRole: string | undefined
  /** How old an account must be to vote, in milliseconds. */
  readonly votingAge: number
}

export async function challengeSettings(
  { settings }: { readonly settings: Pick<Settings, 'at'> },
  guildId: string,
): Promise<ChallengeSettings> {
  const found = await settings.at({ guildId, channelId: null, personId: null })
  return {
    winnerRole: found.value('winnerRole'),
    votingAge: (found.value('votingAgeDays') ?? 0) * day,
  }
}

/** Passes for people who may manage the server, and for the roles that it has named. @throws UserError `not-allowed` */
export async function requireManager(
  services: { readonly settings: Pick<Settings, 'at'> },
  interaction: BaseInteraction,
): Promise<void> {
  if (!(await isManager(services, interaction, 'challengeRoles')))
    throw new UserError('not-allowed', challengeRefused.notAllowed)
}
