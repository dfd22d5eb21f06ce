import { Client, type ClientOptions as DiscordOptions, GatewayIntentBits, Options, Partials } from 'discord.js'
import type { Clock } from '@duckrabbit/clock'
import type { ShardRange } from '#src/shard-range.ts'
import { type IdentifyTurns, sharedThrottler } from './identify-turns.ts'
import { DiscordRest } from './rest.ts'

interface ClientOptions {
  /** The base address of the API. Default: Discord's. */
  readonly api?: string
  /** The connections that share the guilds. `auto`: as many as Discord recommends. A range: other processes have the rest. Default: one. */
  readonly shards?: 'auto' | number | ShardRange
  /** Lets the shards of several processes identify one after the other. Default: within this process. */
  readonly identifyTurns?: IdentifyTurns
  readonly clock: Pick<Clock, 'now' | 'monotonic'>
}

/**
 * The discord.js client, for Discord or anything else that speaks its API.
 *
 * Commands, buttons and forms need no intent but Guilds. The two for messages, which are not privileged, let the bot
 * answer a mention or a direct message with a hint. Mentions inside a prompt notify nobody.
 */
export function createClient({ api, shards = 1, identifyTurns, clock }: ClientOptions): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    ...connections(shards),
    ...(identifyTurns && { ws: { buildIdentifyThrottler: sharedThrottler(identifyTurns) } }),
    // Without them discord.js keeps back the messages of unknown DM channels, and the deletion of messages, which it does
    // not cache.
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      // Results are edited by their ids, so caching messages would only cost memory.
      MessageManager: 0,
    }),
    rest: {
      // Several large pictures on a slow connection take more than the default fifteen seconds.
      timeout: 60_000,
      // discord.js would limit itself to fifty requests a second and count acknowledgements and replies, which Discord
      // does not. In a rush that would delay commands past their three seconds. The messages that Discord does count are
      // few, and the client still waits after a 429.
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      // Each interaction has a rate limit of its own, whose record stays until the next sweep. In the hour that discord.js waits
      // by default, those of a busy bot would take tens of megabytes.
      handlerSweepInterval: 60_000,
      ...(api === undefined ? {} : { api }),
    },
  })
  client.rest = new DiscordRest(client.options.rest, clock)
  return client
}

/** The shards as discord.js wants them. */
function connections(shards: 'auto' | number | ShardRange): Pick<DiscordOptions, 'shards' | 'shardCount'> {
  if (shards === 'auto') return { shards }
  if (typeof shards === 'number') return { shardCount: shards }
  const { first, last, count } = shards
  return { shards: Array.from({ length: last - first + 1 }, (_, index) => first + index), shardCount: count }
}
