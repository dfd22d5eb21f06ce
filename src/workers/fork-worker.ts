import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { z } from 'zod'

/** Where a worker's output and its supervisor's reports go; a pino logger will do. */
export interface WorkerLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export interface ForkOptions<Incoming> {
  /** What the log calls the worker: `engine`. */
  readonly name: string
  /** The worker's program, a TypeScript file. */
  readonly program: URL
  /** Handed to the program on its command line, as JSON. */
  readonly settings: object
  /** The messages that the worker may send. */
  readonly incoming: z.ZodType<Incoming>
  readonly log: WorkerLog
  readonly onMessage: (message: Incoming) => void
  /** Called once, when the process has ended for whatever reason; `reason` is one line. */
  readonly onExit: (reason: string) => void
}

/** A program of ours in a process of its own, seen from outside. */
export interface WorkerProcess<Outgoing extends object> {
  readonly pid: number | undefined
  send(message: Outgoing): void
  /** Ends the process at once: one that hangs would not answer a request to end. */
  kill(): void
}

/** Starts a worker. Tests put another function in its place. */
export type ForkWorker = <Incoming, Outgoing extends object>(options: ForkOptions<Incoming>) => WorkerProcess<Outgoing>

/**
 * Starts a program of ours in a process of its own. Its output goes to the log. A message that does not fit `incoming`
 * is a defect and ends the process.
 *
 * TypeScript runs through tsx's hook for modules alone, `tsx/esm`. The hook for CommonJS, which `tsx` includes, reads
 * every required file with a parser in WebAssembly. When that parser's memory grows, an ArrayBuffer is detached, and
 * from the first detached one on V8 checks at each access of any typed array whether its memory is still there. All
 * arithmetic on pictures then takes a third longer.
 */
export const forkWorker: ForkWorker = ({ name, program, settings, incoming, log, onMessage, onExit }) => {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm')).href
  const child = fork(fileURLToPath(program), [JSON.stringify(settings)], {
    execArgv: ['--import', loader],
    // JSON is three times slower with pictures in the messages.
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const facts = { worker: name, pid: child.pid }
  const lastError = logOutput(child, log, facts)

  let exited = false
  const exit = (how: string): void => {
    if (exited) return
    exited = true
    const error = lastError()
    onExit(error === undefined ? how : `${how}: ${error}`)
  }
  child.on('message', (message) => {
    const parsed = incoming.safeParse(message)
    if (parsed.success) return onMessage(parsed.data)
    log.error({ ...facts, issues: parsed.error.issues }, `The ${name} sent a message that does not fit the protocol`)
    child.kill('SIGKILL')
  })
  child.once('error', (error) => {
    log.error({ ...facts, err: error }, `The ${name} cannot be reached`)
    child.kill('SIGKILL')
    exit(error.message)
  })
  // Unlike `exit`, `close` comes after the last line of output.
  child.once('close', (code, signal) => exit(signal ?? `exit code ${code}`))

  return {
    pid: child.pid,
    send(message) {
      // A worker that dies just now is reported by its exit.
      if (child.connected) child.send(message, () => undefined)
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** Writes the process's output to the log. The returned function gives the last error that it printed. */
function logOutput({ stdout, stderr }: ChildProcess, log: WorkerLog, facts: object): () => string | undefined {
  let lastError: string | undefined
  if (stdout !== null) createInterface(stdout).on('line', (line) => log.info(facts, line))
  if (stderr !== null) {
    createInterface(stderr).on('line', (line) => {
      if (/^(?:\[?\w*Error\b|Uncaught)/.test(line)) lastError = line
      log.warn(facts, line)
    })
  }
  return () => lastError
}
