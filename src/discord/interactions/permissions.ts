import { type BaseInteraction, PermissionFlagsBits } from 'discord.js'
import type { Settings } from '#src/settings/settings.ts'
import { placeOf } from '../jobs/request-place.ts'

type Services = { readonly settings: Pick<Settings, 'at'> }

/** Whether somebody is a moderator here, by Discord's permission or by a role that the server has named. */
export const isModerator = async (services: Services, interaction: BaseInteraction): Promise<boolean> =>
  interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true || hasRole(services, interaction)

/** Whether somebody may manage the server, or has a moderator role or one of the roles that the setting names. */
export const isManager = async (
  services: Services,
  interaction: BaseInteraction,
  setting: 'challengeRoles' | 'guessRoles',
): Promise<boolean> =>
  interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true ||
  hasRole(services, interaction, setting)

async function hasRole(
  { settings }: Services,
  interaction: BaseInteraction,
  setting?: 'challengeRoles' | 'guessRoles',
): Promise<boolean> {
  const place = placeOf(interaction)
  const here = await settings.at(place)
  const roles = [...(here.value('moderatorRoles') ?? []), ...((setting && here.value(setting)) ?? [])]
  return place.roleIds.some((id) => roles.includes(id))
}
