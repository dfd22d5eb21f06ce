import type { BaseInteraction, Client } from 'discord.js'
import type { SettingPlace } from '#src/settings/settings.ts'

/** Where a message is shown, as far as settings and rules depend on it. */
export interface MessagePlace {
  readonly guildId: string | null
  /** Of a thread: the channel that it belongs to. */
  readonly channelId: string | null
  /** Whether the channel is age-restricted. A thread is if its channel is. */
  readonly ageRestricted: boolean
}

/** Where a request is made. */
export interface RequestPlace extends SettingPlace, MessagePlace {
  readonly personId: string
  readonly guildId: string | null
  readonly channelId: string | null
  readonly roleIds: readonly string[]
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

/** A channel or thread of a guild as a place. What the bot cannot see counts as open to everybody. */
export type PlaceOfChannel = (guildId: string, channelId: string) => MessagePlace

export const createPlaceOfChannel =
  (client: Pick<Client, 'channels'>): PlaceOfChannel =>
  (guildId, channelId) => {
    const channel = client.channels.cache.get(channelId)
    const settled = channel?.isThread() === true ? channel.parent : channel
    const ageRestricted = settled !== undefined && settled !== null && 'nsfw' in settled && settled.nsfw
    return { guildId, channelId: settled?.id ?? channelId, ageRestricted }
  }

/** Discord sends the member with every interaction in a guild; discord.js wraps it where it knows the guild. */
function rolesOf({ member }: Pick<BaseInteraction, 'member'>): readonly string[] {
  if (member === null) return []
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()]
}
