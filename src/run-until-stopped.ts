import type { EventEmitter } from 'node:events'
import type { Logger } from 'pino'
import type { UserError } from './errors.ts'

export interface StopParts {
  /** Emits SIGINT and SIGTERM, and can exit. */
  readonly process: Pick<EventEmitter, 'on' | 'removeListener'> & Pick<NodeJS.Process, 'exit'>
  /** Resolves when the bot cannot go on: Discord has refused it for good, or another one has taken its database. */
  readonly lost: Promise<UserError>
  readonly stop: () => Promise<void>
  readonly print: { readonly info: (line: string) => void; readonly error: (line: string) => void }
  readonly log: Logger
}

const signals = ['SIGINT', 'SIGTERM'] as const

/**
 * Stops once and in good order: on SIGINT or SIGTERM, or when the bot cannot go on. In that case the
 * exit code is 1, so that whatever supervises the process acts. After the first signal the next one finds no listener
 * any more and ends the process at once.
 */
export function runUntilStopped({ process, lost, stop, print, log }: StopParts): void {
  let stopping = false
  async function stopOnce(): Promise<void> {
    if (stopping) return
    stopping = true
    try {
      await stop()
    } catch (error) {
      log.fatal({ err: error }, 'stopping failed')
      process.exit(1)
    }
  }
  const onSignal = (): void => {
    for (const signal of signals) process.removeListener(signal, onSignal)
    print.info('Stopping when the current picture is finished. Press Ctrl+C again to stop at once.')
    void stopOnce()
  }
  for (const signal of signals) process.on(signal, onSignal)
  void lost.then(async (reason) => {
    log.fatal({ code: reason.code, details: reason.details }, 'the bot cannot go on')
    print.error(reason.message)
    await stopOnce()
    process.exit(1)
  })
}
