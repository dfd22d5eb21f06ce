import { type ChildProcess, fork } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TestDiscord } from 'local-discord/testing'
import manifest from '../../package.json' with { type: 'json' }
import type { Blocking } from './event-loop.ts'

/** What `npm start` starts Node with. */
const nodeOptions = manifest.scripts.start.split(' ').slice(1, -1)

/** What the bot's process says about itself. Sizes are in bytes, `cpu` is in seconds. */
export interface BotStats {
  readonly rss: number
  readonly heap: number
  /** What V8 has compiled until now, as bytecode and as machine code, which is part of the heap. Counted with `collect`, otherwise 0. */
  readonly code: number
  readonly timers: number
  readonly handles: number
  readonly files: number
  /** Since the last reset. */
  readonly blocking: Blocking
  readonly cpu: number
  /** Waiting and running jobs. */
  readonly open: number
  /** Ended jobs that were not delivered. */
  readonly undelivered: number
  readonly engine: number | null
  readonly imageWorker: number | null
}

export interface BotProcess {
  readonly pid: number
  readonly isRunning: boolean
  /** With `collect`, garbage is collected first, so that what is left in memory can be compared. */
  stats(options?: { readonly collect: boolean }): Promise<BotStats>
  reset(): void
  /** Sets the wall clock of the bot back or forward. */
  shiftClock(milliseconds: number): void
  kill(): Promise<void>
  stop(): Promise<void>
}

export interface BotPlace {
  readonly discord: Pick<TestDiscord, 'apiUrl' | 'token'>
  readonly dataDir: string
  readonly logFile: string
  readonly queueUrl?: string
  /** Milliseconds of silence after which a worker counts as lost. */
  readonly lock?: number
  /** A folder for a CPU profile of the process, written at its end. */
  readonly profile?: string
  /** Memory that Node may use for its heap, in megabytes. */
  readonly heapMegabytes?: number
}

/** Starts the bot and waits until it is connected. */
export async function startBotProcess(place: BotPlace): Promise<BotProcess> {
  const { discord, dataDir, logFile, queueUrl, lock = 3_000, heapMegabytes, profile } = place
  const settings = { apiUrl: discord.apiUrl, token: discord.token, dataDir, lock, ...(queueUrl && { queueUrl }) }
  const child = fork(fileURLToPath(new URL('bot-process.ts', import.meta.url)), [JSON.stringify(settings)], {
    execArgv: [
      ...nodeOptions,
      '--expose-gc',
      ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
      ...(heapMegabytes === undefined ? [] : [`--max-old-space-size=${heapMegabytes}`]),
    ],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const log = createWriteStream(logFile, { flags: 'a' })
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  child.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', () => reject(new Error(`The bot ended at its start; ${logFile} says why`)))
  })
  return controlled(child)
}

function controlled(child: ChildProcess): BotProcess {
  let asked = 0
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null
  const ended = once(child, 'exit')
  return {
    pid: child.pid ?? 0,
    get isRunning() {
      return isRunning()
    },
    stats({ collect } = { collect: false }) {
      const id = (asked += 1)
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => settle(() => reject(new Error('The bot does not answer'))), 60_000)
        const onMessage = (message: unknown): void => {
          const answer = message as { readonly id?: number; readonly stats: BotStats }
          if (answer.id === id) settle(() => resolve(answer.stats))
        }
        const settle = (end: () => void): void => {
          clearTimeout(timer)
          child.off('message', onMessage)
          end()
        }
        child.on('message', onMessage)
        // A killed bot may have lost its channel before its end is known.
        const refuse = (error: Error | null): void => void (error && settle(() => reject(error)))
        if (isRunning()) child.send({ type: 'stats', id, collect }, refuse)
        else settle(() => reject(new Error('The bot has ended')))
      })
    },
    reset: () => void child.send({ type: 'reset' }),
    shiftClock: (milliseconds) => void child.send({ type: 'shift', milliseconds }),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      if (!isRunning()) return
      child.send({ type: 'stop' })
      const timer = setTimeout(() => child.kill('SIGKILL'), 30_000)
      await ended
      clearTimeout(timer)
    },
  }
}
