import type { ForkWorker } from '#src/workers/fork-worker.ts'

/** A process that does only what the test says. */
export interface FakeProcess {
  /** What it was sent. */
  readonly received: object[]
  killed: boolean
  /** Sends a message to the supervisor, checked by the protocol. */
  send(message: object): void
  exit(reason?: string): void
}

/** Stands in for `forkWorker`: no processes, and every process that was asked for, in order. */
export function createFakeFork(): { readonly fork: ForkWorker; readonly processes: FakeProcess[] } {
  const processes: FakeProcess[] = []
  const fork: ForkWorker = ({ incoming, onMessage, onExit }) => {
    let alive = true
    const process: FakeProcess = {
      received: [],
      killed: false,
      send: (message) => onMessage(incoming.parse(message)),
      exit(reason = 'exit code 1') {
        if (!alive) return
        alive = false
        onExit(reason)
      },
    }
    processes.push(process)
    return {
      pid: processes.length,
      send: (message) => void process.received.push(message),
      kill() {
        process.killed = true
        process.exit('SIGKILL')
      },
    }
  }
  return { fork, processes }
}
