/** Where the queue reports ended jobs and what went wrong; a pino logger will do. */
export interface QueueLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}
