import { ChannelType } from 'discord-api-types/v10'
import type { LocalChannel, World as ShownWorld } from '../page-protocol.ts'
import type { ServerContext } from '../server-context.ts'
import type { StoredChannel, World } from '../world-types.ts'
import { isThread } from './visibility.ts'

/** The world as the page receives it. */
export function serializeWorld({
  world,
  profile,
  gateway,
}: Pick<ServerContext, 'world' | 'profile' | 'gateway'>): ShownWorld {
  return {
    bot: { ...world.bot, status: gateway.online() ? 'online' : 'offline', activity: world.activity },
    people: [...world.people.values()].map(({ id, user, role }) => ({ id, user, role })),
    channels: [...world.channels.values()]
      .filter(({ type, archived }) => type !== ChannelType.GuildCategory && !archived)
      .map((channel) => serializeLocalChannel(world, channel)),
    commands: [...world.commands.values()],
    welcome: profile.welcome,
    examples: profile.examples ?? [],
    roles: [...world.guilds.values()].flatMap((guild) =>
      [...guild.roles.values()].map(({ id, name, color }) => ({ id, name, color })),
    ),
  }
}

function serializeLocalChannel(world: World, channel: StoredChannel): LocalChannel {
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId)
  const bot = world.bot.global_name ?? world.bot.username
  return {
    id: channel.id,
    name: channel.type === ChannelType.DM ? bot : channel.name,
    kind: channel.type === ChannelType.DM ? 'dm' : isThread(channel) ? 'thread' : 'text',
    parentId: channel.parentId,
    guild: guild === undefined ? null : { id: guild.id, name: guild.name, hasBot: guild.botInstalled },
    personId: channel.recipientId,
  }
}
