import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { constants, getPriority, setPriority } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { z } from 'zod'

/** How much lower the priority of a worker is, in steps of `nice`. */
const niceness = 10

/** Receives a worker's output and its supervisor's reports; a pino logger will do. */
export interface WorkerLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export interface ForkOptions<Incoming> {
  /** The name of the worker in the log, such as `engine`. */
  readonly name: string
  /** The worker's program, a TypeScript file. */
  readonly program: URL
  /** Passed to the program on its command line, as JSON. */
  readonly settings: object
  /** Variables that the process gets beside those of this one. */
  readonly env?: Readonly<Record<string, string>> | undefined
  /** The schema of the messages that the worker may send. */
  readonly incoming: z.ZodType<Incoming>
  readonly log: WorkerLog
  readonly onMessage: (message: Incoming) => void
  /** Called once when the process has ended, for whatever reason. `reason` is one line. */
  readonly onExit: (reason: string) => void
}

/** A running worker process, seen from its parent. */
export interface WorkerProcess<Outgoing extends object> {
  readonly pid: number | undefined
  send(message: Outgoing): void
  /** Kills the process, since one that hangs would not answer a request to end. */
  kill(): void
}

/** Starts a worker. Tests pass another function. */
export type ForkWorker = <Incoming, Outgoing extends object>(options: ForkOptions<Incoming>) => WorkerProcess<Outgoing>

/**
 * Starts a program of this repository in a process of its own. Its output goes to the log. A message that does not match
 * `incoming` is a defect and ends the process.
 *
 * TypeScript is loaded by tsx's hook for ES modules only, `tsx/esm`. The CommonJS hook, which `tsx` includes, parses every
 * required file with WebAssembly. When the parser's memory grows, an ArrayBuffer is detached. Once any buffer was detached,
 * V8 checks on each access to a typed array whether its memory still exists, and all arithmetic on pictures takes a third
 * longer.
 */
export const forkWorker: ForkWorker = ({ name, program, settings, env, incoming, log, onMessage, onExit }) => {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm')).href
  const child = fork(fileURLToPath(program), [JSON.stringify(settings)], {
    execArgv: ['--import', loader],
    ...(env !== undefined && { env: { ...process.env, ...env } }),
    // JSON would be three times slower for messages with pictures.
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  lowerPriority(child)
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
      // If the worker dies at this moment, its exit reports it.
      if (child.connected) child.send(message, () => undefined)
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/**
 * Lets the process that answers people run first on cores that both need. Threads that the worker starts later have its
 * priority.
 */
function lowerPriority({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    setPriority(pid, Math.min(constants.priority.PRIORITY_LOW, getPriority() + niceness))
  } catch {
    // It has ended already, which its exit reports, or the system does not allow it.
  }
}

/** Writes the process's output to the log. The returned function returns the last error that it printed. */
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
