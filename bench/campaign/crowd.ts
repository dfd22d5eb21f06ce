import type { TestDiscord, TestPerson } from 'local-discord/testing'

/** A person and the channel where they are. */
export interface Member {
  readonly person: TestPerson
  readonly channel: string
  /** Whether the person may manage the server. */
  readonly manages: boolean
  /** The channel, and its threads. */
  places(): readonly string[]
}

/** Adds people in servers, with one channel a server. The first in each server manages it. Call it before the bot connects. */
export function addCrowd(
  discord: TestDiscord,
  { people, servers }: { readonly people: number; readonly servers: number },
): readonly Member[] {
  const { world } = discord.local.context
  const channels = Array.from({ length: servers }, (_, index) => discord.addGuild(`Server ${index}`))
  const places = (channel: string): readonly string[] => [
    channel,
    ...[...world.channels.values()].filter(({ parentId }) => parentId === channel).map(({ id }) => id),
  ]
  return Array.from({ length: people }, (_, index) => {
    const channel = channels[index % channels.length]
    if (channel === undefined) throw new Error('There is no server')
    const person = discord.addPerson(`Person ${index}`, channel)
    const manages = index < channels.length
    if (manages) makeManager(discord, person, channel)
    return { person, channel, manages, places: () => places(channel) }
  })
}

function makeManager(discord: TestDiscord, { id }: TestPerson, channel: string): void {
  const { guilds, channels } = discord.local.context.world
  const guild = guilds.get(channels.get(channel)?.guildId ?? '')
  const role = [...(guild?.roles.values() ?? [])].find(({ name }) => name === 'moderator')
  const member = guild?.members.get(id)
  if (guild === undefined || role === undefined || member === undefined) throw new Error('There are no managers')
  guild.members.set(id, { ...member, roles: [role.id] })
}
