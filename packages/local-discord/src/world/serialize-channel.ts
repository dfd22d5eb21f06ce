import {
  type APIChannel,
  type APIGuildTextChannel,
  type APIThreadChannel,
  type APIUser,
  ChannelType,
  ForumLayoutType,
} from 'discord-api-types/v10'
import { NO_FLAGS } from './no-flags.ts'
import type { StoredChannel, World } from '../world-types.ts'

/** A channel as the API shows it. */
export function serializeChannel(world: World, channel: StoredChannel): APIChannel {
  switch (channel.type) {
    case ChannelType.DM:
      return {
        id: channel.id,
        type: ChannelType.DM,
        name: null,
        recipients: recipients(world, channel),
        flags: NO_FLAGS,
      }
    case ChannelType.PublicThread:
    case ChannelType.PrivateThread:
      return serializeThread(channel)
    case ChannelType.GuildCategory:
      return { ...inGuild(channel), type: ChannelType.GuildCategory, parent_id: null }
    case ChannelType.GuildForum:
      return {
        ...inGuild(channel),
        type: ChannelType.GuildForum,
        topic: channel.topic,
        available_tags: [],
        default_reaction_emoji: null,
        default_sort_order: null,
        default_forum_layout: ForumLayoutType.NotSet,
        rate_limit_per_user: channel.slowmode,
      }
    case ChannelType.GuildText: {
      const text: APIGuildTextChannel<ChannelType.GuildText> = {
        ...inGuild(channel),
        type: ChannelType.GuildText,
        topic: channel.topic,
        rate_limit_per_user: channel.slowmode,
        last_message_id: channel.lastMessageId,
      }
      return text
    }
  }
}

function inGuild(channel: StoredChannel) {
  return {
    id: channel.id,
    name: channel.name,
    flags: NO_FLAGS,
    guild_id: channel.guildId ?? '',
    parent_id: channel.parentId,
    position: channel.position,
    nsfw: channel.nsfw,
    permission_overwrites: channel.overwrites.map(({ id, type, allow, deny }) => ({
      id,
      type,
      allow: allow.toString(),
      deny: deny.toString(),
    })),
  }
}

export function serializeThread(thread: StoredChannel): APIThreadChannel {
  return {
    id: thread.id,
    type: thread.type === ChannelType.PrivateThread ? ChannelType.PrivateThread : ChannelType.PublicThread,
    name: thread.name,
    flags: NO_FLAGS,
    guild_id: thread.guildId ?? '',
    parent_id: thread.parentId ?? '',
    owner_id: thread.ownerId ?? '',
    rate_limit_per_user: thread.slowmode,
    message_count: 0,
    total_message_sent: 0,
    member_count: thread.members.size,
    applied_tags: [...thread.appliedTags],
    thread_metadata: {
      archived: thread.archived,
      // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- numbers of the API's own, checked when they came in
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: new Date(thread.createdAt).toISOString(),
      create_timestamp: new Date(thread.createdAt).toISOString(),
      locked: thread.locked,
    },
  }
}

function recipients(world: World, channel: StoredChannel): APIUser[] {
  const person = channel.recipientId === null ? undefined : world.people.get(channel.recipientId)
  return person === undefined ? [] : [person.user]
}
