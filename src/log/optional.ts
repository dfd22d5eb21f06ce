import type { Logger } from 'pino'

/** Something that only adds to an action: undefined where it cannot be had, which the log says. It never rejects. */
export async function optional<T>(
  log: Pick<Logger, 'warn'>,
  what: string,
  lookUp: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await lookUp()
  } catch (error) {
    log.warn({ err: error }, `${what} could not be looked up`)
    return undefined
  }
}
