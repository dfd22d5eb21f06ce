import { type APIRole, type APIUser, ChannelType, PermissionFlagsBits } from 'discord-api-types/v10'
import type { Profile } from '../profile.ts'
import { ALL_PERMISSIONS } from '../rules/permissions.ts'
import { NO_FLAGS } from './no-flags.ts'
import type { StoredChannel, StoredGuild, StoredPerson, World } from '../world-types.ts'

/**
 * Ids are the same at every start, because the bot's own store remembers people, guilds and channels by them. They date
 * from early 2026.
 */
const id = (last: number): string => String(1_470_000_000_000_000_000n + BigInt(last))
const MADE_AT = Date.UTC(2026, 0, 21)

const ids = {
  application: id(1),
  people: { Ada: id(11), Ben: id(12), Chidi: id(13) },
  guild: id(100),
  moderator: id(101),
  botRole: id(102),
  firstChannel: 111,
  elsewhere: id(200),
  elsewhereChannel: id(211),
  directMessages: { Ada: id(311), Ben: id(312), Chidi: id(313) },
} as const

const P = PermissionFlagsBits
const EVERYONE =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.CreatePublicThreads |
  P.EmbedLinks |
  P.AttachFiles |
  P.AddReactions |
  P.ReadMessageHistory |
  P.UseApplicationCommands |
  P.UseExternalApps |
  P.UseExternalEmojis |
  P.ChangeNickname
const MODERATOR = EVERYONE | P.ManageMessages | P.ManageThreads | P.ManageGuild | P.ManageRoles | P.PinMessages
const BOT =
  EVERYONE |
  P.ManageThreads |
  P.ManageMessages |
  P.ManageRoles |
  P.PinMessages |
  P.MentionEveryone |
  P.CreatePrivateThreads

/**
 * The world that the server starts with: a guild with the bot, three people to act as, a direct message channel with the
 * bot for each of them, and a guild that has not added the bot, where people use it as their own app.
 */
export function defaultWorld(token: string, profile: Profile): World {
  const bot = user(ids.application, profile.botName, profile.botName, true)
  const people = [
    person(ids.people.Ada, 'Ada', 'moderator'),
    person(ids.people.Ben, 'Ben', null),
    person(ids.people.Chidi, 'Chidi', null),
  ]
  const members = people.map(({ id: userId, role }) => ({
    userId,
    joinedAt: MADE_AT,
    roles: role === 'moderator' ? [ids.moderator] : [],
    nick: null,
  }))
  const home: StoredGuild = {
    id: ids.guild,
    name: profile.guildName,
    // None of the people owns it. An owner has every permission, so permissions could not be tried.
    ownerId: id(99),
    botInstalled: true,
    roles: roles([
      role(ids.guild, '@everyone', EVERYONE, 0),
      role(ids.botRole, profile.botName, BOT, 1, true),
      role(ids.moderator, 'moderator', MODERATOR, 2, false, 0x3498db),
    ]),
    members: byUser([...members, { userId: bot.id, joinedAt: MADE_AT, roles: [ids.botRole], nick: null }]),
  }
  const elsewhere: StoredGuild = {
    id: ids.elsewhere,
    name: 'Elsewhere',
    ownerId: id(99),
    botInstalled: false,
    roles: roles([role(ids.elsewhere, '@everyone', EVERYONE, 0)]),
    members: byUser(members.map((member) => ({ ...member, roles: [] }))),
  }
  const channels = [
    ...profile.channels.map((name, index) => channel(id(ids.firstChannel + index), name, home.id, index)),
    channel(ids.elsewhereChannel, 'elsewhere', elsewhere.id, 0),
    ...people.map(({ id: personId, user }) =>
      directMessages(
        user.username === 'ada'
          ? ids.directMessages.Ada
          : user.username === 'ben'
            ? ids.directMessages.Ben
            : ids.directMessages.Chidi,
        personId,
      ),
    ),
  ]
  return {
    bot,
    applicationId: ids.application,
    token,
    guilds: new Map([home, elsewhere].map((guild) => [guild.id, guild])),
    channels: new Map(channels.map((one) => [one.id, one])),
    people: new Map(people.map((one) => [one.id, one])),
    messages: new Map(channels.map((one) => [one.id, new Map()])),
    commands: new Map(),
    attachments: new Map(),
    activity: null,
  }
}

function user(userId: string, username: string, name: string, bot = false): APIUser {
  return {
    id: userId,
    username,
    global_name: bot ? null : name,
    discriminator: bot ? '0001' : '0',
    avatar: null,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    public_flags: NO_FLAGS,
    flags: NO_FLAGS,
    ...(bot ? { bot } : {}),
  }
}

function person(personId: string, name: string, role: string | null): StoredPerson {
  return { id: personId, user: user(personId, name.toLowerCase(), name), role, userInstalled: true }
}

export function role(
  roleId: string,
  name: string,
  permissions: bigint,
  position: number,
  managed = false,
  color = 0,
): APIRole {
  return {
    id: roleId,
    name,
    color,
    colors: { primary_color: color, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position,
    permissions: (permissions & ALL_PERMISSIONS).toString(),
    managed,
    mentionable: false,
    flags: NO_FLAGS,
  }
}

const roles = (all: readonly APIRole[]) => new Map(all.map((one) => [one.id, one]))
const byUser = <T extends { readonly userId: string }>(all: readonly T[]) =>
  new Map(all.map((one) => [one.userId, one]))

export function channel(channelId: string, name: string, guildId: string | null, position: number): StoredChannel {
  return {
    id: channelId,
    type: ChannelType.GuildText,
    guildId,
    parentId: null,
    recipientId: null,
    ownerId: null,
    createdAt: MADE_AT,
    name,
    topic: null,
    nsfw: false,
    position,
    slowmode: 0,
    overwrites: [],
    archived: false,
    locked: false,
    autoArchiveMinutes: 4320,
    members: new Set(),
    appliedTags: [],
    lastMessageId: null,
  }
}

export function directMessages(channelId: string, personId: string): StoredChannel {
  return { ...channel(channelId, '', null, 0), type: ChannelType.DM, recipientId: personId }
}
