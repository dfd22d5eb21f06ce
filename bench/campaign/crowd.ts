import type { TestDiscord, TestPerson } from 'local-discord/testing'

/** A person and the channel where they are. */
export interface Member {
  readonly person: TestPerson
  readonly channel: string
}

/** Adds people in servers, with one channel a server. Call it before the bot connects. */
export function addCrowd(
  discord: TestDiscord,
  { people, servers }: { readonly people: number; readonly servers: number },
): readonly Member[] {
  const channels = Array.from({ length: servers }, (_, index) => discord.addGuild(`Server ${index}`))
  return Array.from({ length: people }, (_, index) => {
    const channel = channels[index % channels.length]
    if (channel === undefined) throw new Error('There is no server')
    return { person: discord.addPerson(`Person ${index}`, channel), channel }
  })
}
