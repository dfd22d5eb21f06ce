import { createInProcessQueue } from '#src/queue/in-process.ts'
import type { MakeQueue } from './bench.ts'

export const makeInProcess: MakeQueue = ({ store, engine, clock, limits, log }) => {
  const write = (facts: object, message: string): void => void log.push(`${message} ${JSON.stringify(facts)}`)
  let incidents = 0
  return createInProcessQueue({
    store,
    engine,
    clock,
    limits,
    log: { warn: write, error: write },
    newIncident: () => `incident-${++incidents}`,
  })
}
