/** Where the queue reports what went wrong; a pino logger will do. */
export interface QueueLog {
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}
