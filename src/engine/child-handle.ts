import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { fromEngine, type FromEngine, type ToEngine } from './protocol.ts'

/** A place for what the engine has to report; a pino logger will do. */
export interface EngineLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export interface ChildOptions {
  /** Handed to the child on its command line, as JSON. */
  readonly settings: object
  readonly log: EngineLog
  readonly onMessage: (message: FromEngine) => void
  /** The child is gone, whatever the way; called once. */
  readonly onExit: (how: string) => void
}

/** The engine's process, seen from outside. */
export interface ChildHandle {
  readonly pid: number | undefined
  send(message: ToEngine): void
  /** At once and without asking: a hung child does not listen. */
  kill(): void
}

/** Starts the engine's program in a process of its own. What it writes to its outputs goes to the log. */
export function startChild({ settings, log, onMessage, onExit }: ChildOptions): ChildHandle {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), [JSON.stringify(settings)], {
    execArgv: ['--import', loader],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const facts = { engine: child.pid }
  if (child.stdout !== null) createInterface(child.stdout).on('line', (line) => log.info(facts, line))
  if (child.stderr !== null) createInterface(child.stderr).on('line', (line) => log.warn(facts, line))

  let gone = false
  const leave = (how: string): void => {
    if (gone) return
    gone = true
    onExit(how)
  }
  child.on('message', (message) => {
    const parsed = fromEngine.safeParse(message)
    if (parsed.success) onMessage(parsed.data)
    else {
      log.error({ ...facts, issues: parsed.error.issues }, 'The engine said something that does not fit the protocol')
      child.kill('SIGKILL')
    }
  })
  child.once('error', (error) => {
    log.error({ ...facts, err: error }, 'The engine cannot be reached')
    child.kill('SIGKILL')
    leave(error.message)
  })
  child.once('exit', (code, signal) => leave(signal ?? `exit code ${code}`))

  return {
    pid: child.pid,
    send(message) {
      // A child that dies between our look and the write is reported by its exit.
      if (child.connected) child.send(message, () => undefined)
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
