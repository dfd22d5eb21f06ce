import { GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10'
import type { Clock } from '@duckrabbit/clock'
import { type TestClock, testClock } from '@duckrabbit/clock/testing'
import type { Exchange } from '../faults.ts'
import { type LocalDiscord, createLocalDiscord } from '../server.ts'
import { type RateLimits, discordRateLimits } from '../rules/rate-limits.ts'
import type { Profile } from '../profile.ts'
import type { HistoryFile } from '../world/history-file.ts'
import type { ServerContext } from '../server-context.ts'
import type { StoredChannel, StoredGuild } from '../world-types.ts'
import { type Sharding, shardOf } from '../gateway/shards.ts'
import { serializeGuildCreate } from '../world/serialize-guild.ts'
import { checkExchange } from './openapi/check-exchange.ts'
import { type TestFaults, testFaults } from './faults.ts'
import type { TestMessage, TestPerson } from './actors.ts'
import { ActingPerson } from './person.ts'

export interface DiscordOptions {
  /** Default: a clock that stands still until `discord.clock.advance(…)`. */
  readonly clock?: Clock
  /** Applies Discord's own limits. Default: so high that no test reaches them. */
  readonly strictRateLimits?: boolean
  readonly privilegedIntents?: number
  readonly fileSizeLimit?: number
  /** Default: one shard. */
  readonly sharding?: Partial<Sharding>
  /** The names in the world; default: those of a nameless bot. */
  readonly profile?: Partial<Profile>
  /** Where the messages are kept between two starts. Default: nowhere. */
  readonly history?: HistoryFile
  /** Whether the page is served. Default: false, because bundling takes time. */
  readonly page?: boolean
}

/** A local Discord for a test, and the people in it. */
export interface TestDiscord {
  /** `new Client({ rest: { api: discord.apiUrl } })` */
  readonly apiUrl: string
  readonly token: string
  readonly applicationId: string
  readonly clock: TestClock
  readonly faults: TestFaults
  readonly local: LocalDiscord
  /** Ada (a moderator), Ben, Chidi, or somebody who was added. */
  person(name: string): TestPerson
  /** A new person joins the guild, or the one of this channel. */
  addPerson(name: string, channelId?: string): TestPerson
  /** A new guild has the bot. Returns the id of its channel. `shard`: where it belongs, `[1, 2]` say; default: anywhere. */
  addGuild(name: string, shard?: readonly [index: number, count: number]): string
  /** A channel of the world, to read its id or to change it (topic, overwrites …). */
  channel(name: string): StoredChannel
  /** The messages of a channel as Ada sees them. */
  messages(channel: string): readonly TestMessage[]
  /** Every API request so far with its answer. `pattern` as in faults: `'PATCH @original'`. */
  requests(pattern?: string): readonly Exchange[]
  /** Waits until a matching request has been answered and returns the first. */
  requestSeen(pattern: string): Promise<Exchange>
  /** Requests and answers that do not match Discord's OpenAPI description, and requests to unknown addresses. */
  violations(): readonly string[]
  /** Forgets the exchanges so far, for a test that broke the rules on purpose. */
  forget(): void
  /** Defects of the server itself. */
  readonly defects: readonly unknown[]
  stop(): Promise<void>
}

const wide: RateLimits = {
  global: { requests: 1_000_000, per: 1000 },
  rate: () => ({ requests: 1_000_000, per: 1000 }),
}

export async function startDiscord(options: DiscordOptions = {}): Promise<TestDiscord> {
  const clock = testClock()
  const faults = testFaults()
  const exchanges: Exchange[] = []
  const pendingChecks = new Set<() => void>()
  const defects: unknown[] = []
  const local = await createLocalDiscord({
    page: options.page ?? false,
    clock: options.clock ?? clock,
    faults: faults.port,
    rateLimits: options.strictRateLimits === true ? discordRateLimits : wide,
    onExchange(exchange) {
      exchanges.push(exchange)
      for (const check of pendingChecks) check()
    },
    onDefect: (error) => defects.push(error),
    ...(options.history === undefined ? {} : { history: options.history }),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(options.privilegedIntents === undefined ? {} : { privilegedIntents: options.privilegedIntents }),
    ...(options.sharding === undefined ? {} : { sharding: options.sharding }),
    ...(options.fileSizeLimit === undefined ? {} : { fileSizeLimit: options.fileSizeLimit }),
  })
  const { world } = local.context
  const people: TestPerson[] = [...world.people.keys()].map((id) => new ActingPerson(local.context, id))

  const person = (name: string) => {
    const found = people.find((one) => one.name === name)
    if (found === undefined) throw new Error(`there is no ${name}, only: ${people.map((one) => one.name).join(', ')}`)
    return found
  }
  const addPerson = (name: string, channelId?: string) => {
    const added = new ActingPerson(local.context, joinGuild(local.context, name, channelId))
    people.push(added)
    return added
  }
  const discord: TestDiscord = {
    apiUrl: local.apiUrl,
    token: local.token,
    applicationId: local.applicationId,
    clock,
    faults,
    local,
    person,
    addPerson,
    addGuild: (name, shard = [0, 1]) => addGuild(local.context, name, shard),
    channel(name) {
      const wanted = name.replace(/^#/, '')
      const found = [...world.channels.values()].find((one) => one.id === wanted || one.name === wanted)
      if (found === undefined) throw new Error(`there is no channel ${name}`)
      return found
    },
    messages: (channel) => person('Ada').in(channel).messages(),
    requests: (pattern) => exchanges.filter((exchange) => pattern === undefined || matches(pattern, exchange)),
    requestSeen: (pattern) =>
      new Promise((resolve) => {
        const check = () => {
          const found = exchanges.find((exchange) => matches(pattern, exchange))
          if (found === undefined) return
          pendingChecks.delete(check)
          resolve(found)
        }
        pendingChecks.add(check)
        check()
      }),
    violations: () => exchanges.flatMap(checkExchange),
    forget: () => void exchanges.splice(0),
    defects,
    async stop() {
      for (const one of people) one.close()
      await local.close()
    },
  }
  return discord
}

/** Adds a guild with the bot and one channel; returns the channel's id. A connected bot hears of it. */
function addGuild(context: ServerContext, name: string, [shard, count]: readonly [number, number]): string {
  const { world, nextId, clock } = context
  const home = [...world.guilds.values()].find(({ botInstalled }) => botInstalled)
  const channel = [...world.channels.values()].find(({ guildId }) => guildId === home?.id)
  if (home === undefined || channel === undefined) throw new Error('the world has no guild with the bot')
  // The first 22 bits of an id are below its milliseconds, which decide the shard.
  let id = BigInt(nextId())
  while (shardOf(String(id), count) !== shard) id += 1n << 22n
  const guildId = String(id)
  // The role of everyone has the id of its guild.
  const roles = [...home.roles.values()].map((role) => (role.id === home.id ? { ...role, id: guildId } : role))
  const bot = { userId: world.bot.id, joinedAt: clock.now(), roles: [], nick: null }
  const guild: StoredGuild = {
    ...home,
    id: guildId,
    name,
    roles: new Map(roles.map((role) => [role.id, role])),
    members: new Map([[bot.userId, bot]]),
  }
  world.guilds.set(guildId, guild)
  const added = {
    ...channel,
    id: nextId(),
    guildId,
    name: name.toLowerCase(),
    overwrites: [],
    members: new Set<string>(),
  }
  world.channels.set(added.id, added)
  world.messages.set(added.id, new Map())
  const data = serializeGuildCreate(world, guild)
  context.gateway.dispatch({
    event: GatewayDispatchEvents.GuildCreate,
    data,
    guildId,
    intents: GatewayIntentBits.Guilds,
  })
  return added.id
}

/** Adds a person to the world and to the bot's guild; returns the id. */
function joinGuild({ world, nextId, clock }: ServerContext, name: string, channelId?: string): string {
  const [template] = world.people.values()
  const wanted = channelId === undefined ? undefined : world.channels.get(channelId)?.guildId
  const guild = [...world.guilds.values()].find(({ id, botInstalled }) => botInstalled && id === (wanted ?? id))
  if (template === undefined || guild === undefined) throw new Error('the world has no person or no guild with the bot')
  const id = nextId()
  const user = { ...template.user, id, username: name.toLowerCase().replaceAll(' ', ''), global_name: name }
  world.people.set(id, { ...template, id, role: null, user })
  guild.members.set(id, { userId: id, joinedAt: clock.now(), roles: [], nick: null })
  return id
}

function matches(pattern: string, { method, path }: Exchange): boolean {
  const [first = '', ...rest] = pattern.split(' ')
  const isMethod = /^[A-Z]+$/.test(first)
  return (!isMethod || first === method) && decodeURIComponent(path).includes(isMethod ? rest.join(' ') : pattern)
}
