import { randomBytes } from 'node:crypto'

/** A name under which the log holds what went wrong, short enough to be read out. */
export const newIncident = (): string => randomBytes(4).toString('hex')
