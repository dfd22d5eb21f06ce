import { type WorkerLog, forkWorker, type Worker } from '#src/workers/fork-worker.ts'
import { fromEngine, type FromEngine, type ToEngine } from './protocol.ts'

/** A place for what the engine has to report; a pino logger will do. */
export type EngineLog = WorkerLog

export interface ChildOptions {
  /** Handed to the child on its command line, as JSON. */
  readonly settings: object
  readonly log: EngineLog
  readonly onMessage: (message: FromEngine) => void
  /** The child is gone, whatever the way; called once. */
  readonly onExit: (how: string) => void
}

/** The engine's process, seen from outside. */
export type ChildHandle = Worker<ToEngine>

/** Starts the engine's program in a process of its own. What it writes to its outputs goes to the log. */
export function startChild(options: ChildOptions): ChildHandle {
  return forkWorker({ name: 'engine', program: new URL('worker.ts', import.meta.url), hears: fromEngine, ...options })
}
