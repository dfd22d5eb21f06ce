import type { BaseInteraction } from 'discord.js'
import type { SettingPlace } from '#src/settings/settings.ts'

/** Where a request is made, as far as settings and rules depend on it. */
export interface RequestPlace extends SettingPlace {
  readonly personId: string
  /** Of a thread: the channel that it belongs to. */
  readonly channelId: string | null
  readonly roleIds: readonly string[]
  /** Whether the channel is age-restricted. A thread is if its channel is. */
  readonly ageRestricted: boolean
}

/** The place of an interaction. */
export function placeOf(
  interaction: Pick<BaseInteraction, 'user' | 'guildId' | 'channelId' | 'channel' | 'member'>,
): RequestPlace {
  const { user, guildId, channelId, channel } = interaction
  const settled = channel?.isThread() === true ? channel.parent : channel
  return {
    personId: user.id,
    guildId,
    channelId: (channel?.isThread() === true ? channel.parentId : undefined) ?? channelId,
    roleIds: rolesOf(interaction),
    ageRestricted: settled !== null && 'nsfw' in settled && settled.nsfw,
  }
}

/** Discord sends the member with every interaction in a guild; discord.js wraps it where it knows the guild. */
function rolesOf({ member }: Pick<BaseInteraction, 'member'>): readonly string[] {
  if (member === null) return []
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()]
}
