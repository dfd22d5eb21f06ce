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
      ...(api === undefined ? {} : { api }),
    },
  })
}
