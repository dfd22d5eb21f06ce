import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { z } from 'zod'

/** A place for what a child has to report; a pino logger will do. */
export interface WorkerLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export interface ForkOptions<Said> {
  /** What the log calls it: `engine`. */
  readonly name: string
  /** The child's program, a TypeScript file. */
  readonly program: URL
  /** Handed to the child on its command line, as JSON. */
  readonly settings: object
  /** All that the child may say. */
  readonly hears: z.ZodType<Said>
  readonly log: WorkerLog
  readonly onMessage: (message: Said) => void
  /** The child is gone, whatever the way; called once. */
  readonly onExit: (how: string) => void
}

/** A program of ours in a process of its own, seen from outside. */
export interface Worker<Told extends object> {
  readonly pid: number | undefined
  send(message: Told): void
  /** At once and without asking: a hung child does not listen. */
  kill(): void
}

/**
 * Starts a program of ours in a process of its own. What it writes to its outputs goes to the log; what it says that
 * does not fit `hears` is a defect, and ends it.
 *
 * TypeScript runs through tsx's hook for modules alone, `tsx/esm`. The one for CommonJS, which `tsx` brings as well, reads every
 * required file with a parser in WebAssembly. When that parser's memory grows, an ArrayBuffer is detached, and from the first
 * detached one on V8 asks at each access of any typed array whether its numbers are still there: a third more time for all
 * arithmetic on pictures.
 */
export function forkWorker<Said, Told extends object>({
  name,
  program,
  settings,
  hears,
  log,
  onMessage,
  onExit,
}: ForkOptions<Said>): Worker<Told> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm')).href
  const child = fork(fileURLToPath(program), [JSON.stringify(settings)], {
    execArgv: ['--import', loader],
    // JSON is three times slower with pictures in the messages.
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const facts = { [name]: child.pid }
  if (child.stdout !== null) createInterface(child.stdout).on('line', (line) => log.info(facts, line))
  if (child.stderr !== null) createInterface(child.stderr).on('line', (line) => log.warn(facts, line))

  let gone = false
  const leave = (how: string): void => {
    if (gone) return
    gone = true
    onExit(how)
  }
  child.on('message', (message) => {
    const parsed = hears.safeParse(message)
    if (parsed.success) onMessage(parsed.data)
    else {
      log.error({ ...facts, issues: parsed.error.issues }, `The ${name} said something that does not fit the protocol`)
      child.kill('SIGKILL')
    }
  })
  child.once('error', (error) => {
    log.error({ ...facts, err: error }, `The ${name} cannot be reached`)
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
