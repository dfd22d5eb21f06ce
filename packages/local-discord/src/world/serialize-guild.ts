import {
  type APIGuildMember,
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  GuildVerificationLevel,
  Locale,
} from 'discord-api-types/v10'
import type { StoredGuild, StoredMember, World } from '../world-types.ts'
import { serializeChannel } from './serialize-channel.ts'
import { NO_FLAGS } from './no-flags.ts'
import { isThread } from './visibility.ts'

/** A member without the user, as message events carry it. */
export function serializeMember(member: StoredMember): Omit<APIGuildMember, 'user'> {
  return {
    roles: [...member.roles],
    nick: member.nick,
    avatar: null,
    banner: null,
    joined_at: new Date(member.joinedAt).toISOString(),
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: NO_FLAGS,
  }
}

export function userOf(world: World, id: string) {
  return id === world.bot.id ? world.bot : world.people.get(id)?.user
}

export function serializeMemberWithUser(world: World, member: StoredMember): APIGuildMember {
  const user = userOf(world, member.userId)
  if (user === undefined) throw new Error(`the member ${member.userId} has no user`)
  return { ...serializeMember(member), user }
}

/** https://docs.discord.com/developers/resources/guild#guild-object */
export function serializeGuild(guild: StoredGuild) {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    region: 'local',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: GuildVerificationLevel.None,
    default_message_notifications: GuildDefaultMessageNotifications.OnlyMentions,
    explicit_content_filter: GuildExplicitContentFilter.Disabled,
    roles: [...guild.roles.values()],
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: GuildMFALevel.None,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: NO_FLAGS,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    max_members: 500_000,
    max_presences: null,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: GuildPremiumTier.None,
    premium_subscription_count: 0,
    preferred_locale: Locale.EnglishUS,
    nsfw: false,
    nsfw_level: GuildNSFWLevel.Default,
    premium_progress_bar_enabled: false,
    premium_progress_bar_enabled_user_updated_at: null,
    widget_enabled: false,
    widget_channel_id: null,
    hub_type: null,
    incidents_data: null,
  }
}

/** What GUILD_CREATE adds to a guild: https://docs.discord.com/developers/events/gateway-events#guild-create */
export function serializeGuildCreate(world: World, guild: StoredGuild) {
  const channels = [...world.channels.values()].filter(({ guildId }) => guildId === guild.id)
  const me = guild.members.get(world.bot.id)
  return {
    ...serializeGuild(guild),
    joined_at: new Date(me?.joinedAt ?? 0).toISOString(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: me === undefined ? [] : [serializeMemberWithUser(world, me)],
    channels: channels.filter((channel) => !isThread(channel)).map((channel) => serializeChannel(world, channel)),
    threads: channels
      .filter((channel) => isThread(channel) && !channel.archived)
      .map((one) => serializeChannel(world, one)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
