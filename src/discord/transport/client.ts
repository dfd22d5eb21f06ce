import { Client, GatewayIntentBits, Options } from 'discord.js'

/**
 * The discord.js client, on Discord or on anything that speaks its API.
 *
 * One intent, Guilds: commands, buttons and forms need no more. Nobody is ever mentioned by what a prompt holds.
 */
export function createClient({ api }: { readonly api?: string } = {}): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      // Results are edited by their ids; keeping every message of every channel would only cost memory.
      MessageManager: 0,
    }),
    rest: {
      // Several pictures of many megabytes on a slow line take more than the usual fifteen seconds.
      timeout: 60_000,
      // The client's own brake of fifty requests a second counts what Discord does not: acknowledging, editing replies and
      // following up. It would hold a rush of commands back past their three seconds. What Discord does count (messages
      // by the bot itself) is little, and a 429 with its waiting time is heeded all the same.
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      ...(api === undefined ? {} : { api }),
    },
  })
}
