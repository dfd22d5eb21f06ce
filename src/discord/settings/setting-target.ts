import { type BaseInteraction, PermissionFlagsBits } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { settingsRefused } from '#src/messages/settings.ts'
import type { SettingPlace } from '#src/settings/settings.ts'
import type { SettingScope } from '#src/store/store.ts'

/** Whose settings a panel shows. In custom ids it is `guild`, `person`, or the id of a channel. */
export interface SettingTarget {
  readonly scope: SettingScope
  /** The id that the settings are stored under. */
  readonly id: string
  readonly place: SettingPlace
  /** Its name in custom ids. */
  readonly name: string
}

/**
 * The target of a panel, for somebody who may change it.
 *
 * @throws UserError `no-guild`, `not-manager`
 */
export function targetOf(
  name: string,
  {
    guildId,
    channelId,
    user,
    memberPermissions,
  }: Pick<BaseInteraction, 'guildId' | 'channelId' | 'user' | 'memberPermissions'>,
): SettingTarget {
  // The panel is private, so its user is the person that it shows.
  if (name === 'person') return { scope: 'person', id: user.id, name, place: { guildId, channelId, personId: user.id } }
  if (guildId === null) throw new UserError('no-guild', settingsRefused.noGuild)
  if (memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true)
    throw new UserError('not-manager', settingsRefused.notManager)
  return name === 'guild'
    ? { scope: 'guild', id: guildId, name, place: { guildId, channelId: null, personId: null } }
    : { scope: 'channel', id: name, name, place: { guildId, channelId: name, personId: null } }
}
