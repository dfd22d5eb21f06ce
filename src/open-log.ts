import type { Logger } from 'pino'
import type { Configuration } from './config.ts'
import { createLog } from './log/create-log.ts'
import { logCrashes } from './log/log-crashes.ts'
import { secretsOf } from './secrets-of.ts'

/** The log of this process, which also gets the errors that nobody handles. */
export function openLog(configuration: Configuration): Logger {
  const { logLevel: level, logFormat: format } = configuration
  const log = createLog({ level, format, secrets: secretsOf(configuration) })
  logCrashes(process, log)
  return log
}
