import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@duckrabbit/clock'
import { startDiscord, type DiscordOptions, type TestDiscord } from 'local-discord/testing'
import { declarations } from '#src/commands/registry.ts'
import { createClient } from '#src/discord/transport/client.ts'
import { registerCommands } from '#src/discord/transport/register-commands.ts'
import { localProfile } from '#src/local-channel.ts'
import type { Finding } from './measure.ts'
import type { Random } from './random.ts'

export interface PartOptions {
  readonly minutes: number
  readonly commands: number
  /** Commands a second. */
  readonly rate: number
  /** Kills of each process. */
  readonly kills: number
  /** Hostile files and options. */
  readonly files: number
  readonly random: Random
  /** A folder for a CPU profile of the bot, which slows it down. */
  readonly profile?: string
  readonly print: (line: string) => void
}

/** A row of the campaign that can be run alone. */
export interface Part {
  /** Describes what the part does, with the numbers. */
  readonly describe: (options: PartOptions) => string
  readonly run: (options: PartOptions) => Promise<readonly Finding[]>
}

export interface CampaignEnvironment {
  readonly discord: TestDiscord
  readonly dataDir: string
  readonly logFile: string
}

/** A local Discord with the commands registered, and an empty data folder. The caller stops the Discord. */
export async function openEnvironment(options: DiscordOptions = {}): Promise<CampaignEnvironment> {
  const discord = await startDiscord({ profile: localProfile, clock: systemClock, ...options })
  const { rest } = createClient({ api: discord.apiUrl, clock: systemClock })
  rest.setToken(discord.token)
  await registerCommands({ rest, applicationId: discord.applicationId, declarations })
  const dataDir = await mkdtemp(join(tmpdir(), 'duckrabbit-campaign-'))
  return { discord, dataDir, logFile: `${dataDir}.log` }
}
