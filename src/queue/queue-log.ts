/** Receives the queue's reports of ended jobs and errors; a pino logger will do. */
export interface QueueLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}
