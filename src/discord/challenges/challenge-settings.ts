import { type BaseInteraction, PermissionFlagsBits } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { challengeRefused } from '#src/messages/challenges.ts'
import type { Settings } from '#src/settings/settings.ts'
import { placeOf } from '../jobs/request-place.ts'

const day = 24 * 60 * 60_000

/** A server's settings of challenges. */
export interface ChallengeSettings {
  /** Roles that may start and manage challenges. */
  readonly managers: readonly string[]
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
    managers: [...(found.value('challengeRoles') ?? []), ...(found.value('moderatorRoles') ?? [])],
    winnerRole: found.value('winnerRole'),
    votingAge: (found.value('votingAgeDays') ?? 0) * day,
  }
}

/** Passes for people who may manage the server, and for the roles that it has named. @throws UserError `not-allowed` */
export async function requireManager(
  services: { readonly settings: Pick<Settings, 'at'> },
  interaction: BaseInteraction,
  guildId: string,
): Promise<void> {
  if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true) return
  const { managers } = await challengeSettings(services, guildId)
  if (placeOf(interaction).roleIds.some((id) => managers.includes(id))) return
  throw new UserError('not-allowed', challengeRefused.notAllowed)
}

/** Whether somebody is a moderator here, by Discord's permission or by a role that the server has named. */
export async function isModerator(
  { settings }: { readonly settings: Pick<Settings, 'at'> },
  interaction: BaseInteraction,
): Promise<boolean> {
  if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true) return true
  const place = placeOf(interaction)
  const roles = (await settings.at(place)).value('moderatorRoles') ?? []
  return place.roleIds.some((id) => roles.includes(id))
}
