import { createRequire } from 'node:module'
import type * as rest from '@discordjs/rest'

/** Preloaded into a bot process of a test: Discord is at this address. discord.js requires the module, and does not import it. */
const { DefaultRestOptions } = createRequire(import.meta.url)('@discordjs/rest') as typeof rest
Object.assign(DefaultRestOptions, { api: process.env['TEST_DISCORD_API'] })
