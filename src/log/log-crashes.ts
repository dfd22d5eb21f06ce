import type { EventEmitter } from 'node:events'
import type { Logger } from 'pino'

/**
 * Ends the process at an error that nobody handled, with an entry in the log. Node would print the whole error instead,
 * and errors of discord.js hold the tokens of interactions in their address and their request.
 */
export function logCrashes(process: Pick<EventEmitter, 'on'> & Pick<NodeJS.Process, 'exit'>, log: Logger): void {
  process.on('uncaughtException', (error: unknown) => {
    log.fatal({ err: error }, 'a crash')
    process.exit(1)
  })
}
