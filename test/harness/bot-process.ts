import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { TestDiscord } from 'local-discord/testing'
import { onTestFinished } from 'vitest'

/** The bot as `npm start` runs it, as a process of its own. */
export interface BotProcess {
  /** Everything that it has printed. */
  readonly output: () => string
  /** Where it serves metrics and health. */
  readonly metricsUrl: string
  /** `kill -9` */
  kill(): Promise<void>
}

export interface BotProcessOptions {
  readonly discord: Pick<TestDiscord, 'apiUrl' | 'token'>
  readonly dataDir: string
  /** Environment variables as in `.env`. */
  readonly variables: Readonly<Record<string, string>>
}

const loader = createRequire(import.meta.url).resolve('tsx/esm')
const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

function spawnBot({ discord, dataDir, variables }: BotProcessOptions) {
  const child = spawn(
    process.execPath,
    ['--import', loader, '--import', fileOf('discord-address.ts'), fileOf('../../src/bot.ts')],
    {
      // No .env is here.
      cwd: dataDir,
      env: {
        PATH: process.env['PATH'],
        DISCORD_TOKEN: discord.token,
        TEST_DISCORD_API: discord.apiUrl,
        DATA_DIR: dataDir,
        METRICS_PORT: '0',
        LOG_FORMAT: 'json',
        ...variables,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  const note = (chunk: Buffer): void => void (output += chunk.toString())
  child.stdout.on('data', note)
  child.stderr.on('data', note)
  const ended = once(child, 'exit').then(([code]: unknown[]) => code)
  async function kill(): Promise<void> {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  return { ended, kill, output: () => output }
}

/** Starts a bot and waits until it is on Discord. */
export async function startBotProcess(options: BotProcessOptions): Promise<BotProcess> {
  const { ended, kill, output } = spawnBot(options)
  const ready = async (): Promise<void> => {
    while (!output().includes('Duckrabbit is on Discord')) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const end = await Promise.race([ready(), ended])
  if (end !== undefined) throw new Error(`The bot ended at its start:\n${output()}`)
  return { kill, output, metricsUrl: /http:\S+(?=\/metrics)/.exec(output())?.[0] ?? '' }
}

/** Starts a bot that is to refuse its start. Resolves with its exit code and what it has printed. */
export async function refusedBotProcess(options: BotProcessOptions) {
  const { ended, output } = spawnBot(options)
  return { code: await ended, output: output() }
}
