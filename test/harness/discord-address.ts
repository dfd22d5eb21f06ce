import { createRequire } from 'node:module'

/** Preloaded into a bot process of a test: Discord is at this address. discord.js requires the module, and does not import it. */
const { DefaultRestOptions } = createRequire(import.meta.url)('@discordjs/rest') as typeof import('@discordjs/rest')
Object.assign(DefaultRestOptions, { api: process.env['TEST_DISCORD_API'] })
