import type { LocalChannel, World } from '../../page-protocol.ts'

/** A heading of the channel list with its channels, each followed by its threads. */
interface ChannelGroup {
  readonly key: string
  readonly title: string
  readonly channels: readonly LocalChannel[]
}

/** The channels that a person sees: all guild channels and their own direct messages. */
export function visibleChannels(world: World, as: string | null): readonly LocalChannel[] {
  return world.channels.filter(
    (channel) => channel.kind !== 'dm' || channel.personId === null || channel.personId === as,
  )
}

/** The channel that is opened first: the first text channel, else the first of any kind. */
export function firstChannel(world: World, as: string | null): string | null {
  const channels = visibleChannels(world, as)
  return (channels.find((channel) => channel.kind === 'text') ?? channels[0])?.id ?? null
}

/** The channel list: one group for each guild, then the direct messages. */
export function groupChannels(world: World, as: string | null): readonly ChannelGroup[] {
  const visible = visibleChannels(world, as)
  const groups = new Map<string, { title: string; channels: LocalChannel[] }>()
  const threads = visible.filter((channel) => channel.kind === 'thread')
  for (const channel of visible) {
    if (channel.kind === 'thread') continue
    const key = channel.guild?.id ?? 'direct'
    const group = groups.get(key) ?? { title: channel.guild?.name ?? 'Direct messages', channels: [] }
    group.channels.push(channel, ...threads.filter((thread) => thread.parentId === channel.id))
    groups.set(key, group)
  }
  const direct = groups.get('direct')
  groups.delete('direct')
  if (direct !== undefined) groups.set('direct', direct)
  return [...groups].map(([key, group]) => ({ key, ...group }))
}

/** The title of a channel: "#general", a thread's name, or the bot's name for direct messages. */
export function channelTitle(channel: LocalChannel, botName: string): string {
  if (channel.kind === 'dm') return botName
  return channel.kind === 'text' ? `#${channel.name}` : channel.name
}
