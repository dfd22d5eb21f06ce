import { type ChannelType, GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10'
import type { ServerContext } from '../server-context.ts'
import type { StoredChannel } from '../world-types.ts'
import { channel as makeChannel } from './default-world.ts'
import { serializeChannel } from './serialize-channel.ts'
import { serializeWorld } from './serialize-world.ts'
import { botReceives, isThread } from './visibility.ts'

type Change = 'create' | 'update' | 'delete'

const events = {
  channel: {
    create: GatewayDispatchEvents.ChannelCreate,
    update: GatewayDispatchEvents.ChannelUpdate,
    delete: GatewayDispatchEvents.ChannelDelete,
  },
  thread: {
    create: GatewayDispatchEvents.ThreadCreate,
    update: GatewayDispatchEvents.ThreadUpdate,
    delete: GatewayDispatchEvents.ThreadDelete,
  },
} as const

/** Tells the bot and all viewers that a channel was created, changed or deleted. */
export function announceChannel(context: ServerContext, channel: StoredChannel, change: Change): void {
  context.viewers.send(() => ({ type: 'world', world: serializeWorld(context) }))
  if (channel.guildId === null || !botReceives(context.world, channel)) return
  const thread = isThread(channel)
  const shown = serializeChannel(context.world, channel)
  context.gateway.dispatch({
    event: events[thread ? 'thread' : 'channel'][change],
    guildId: channel.guildId,
    intents: GatewayIntentBits.Guilds,
    data: {
      ...shown,
      guild_id: channel.guildId,
      ...(thread && change === 'create' ? { newly_created: true } : {}),
    },
  })
}

interface NewThread {
  readonly id: string
  readonly parent: StoredChannel
  readonly type: ChannelType.PublicThread | ChannelType.PrivateThread
  readonly name: string
  readonly autoArchiveMinutes: number
  readonly slowmode: number
  readonly appliedTags: readonly string[]
}

/** Opens a thread that the bot owns and has joined. */
export function openThread(context: ServerContext, thread: NewThread): StoredChannel {
  const { world, clock } = context
  const stored: StoredChannel = {
    ...makeChannel(thread.id, thread.name, thread.parent.guildId, 0),
    type: thread.type,
    parentId: thread.parent.id,
    ownerId: world.bot.id,
    createdAt: clock.now(),
    slowmode: thread.slowmode,
    autoArchiveMinutes: thread.autoArchiveMinutes,
    members: new Set([world.bot.id]),
    appliedTags: thread.appliedTags,
  }
  world.channels.set(stored.id, stored)
  world.messages.set(stored.id, new Map())
  announceChannel(context, stored, 'create')
  return stored
}
