import { createInProcessQueue } from '#src/queue/in-process-queue.ts'
import type { MakeQueue } from './harness.ts'

export const makeInProcess: MakeQueue = ({ store, engine, clock, limits, log }) => {
  const write = (facts: object, message: string): void =>
    void log.push(`${message} ${JSON.stringify(facts, (_, value) => (value instanceof Error ? value.message : value))}`)
  let incidents = 0
  return createInProcessQueue({
    store,
    engine,
    clock,
    limits,
    log: { info: write, warn: write, error: write },
    newIncident: () => `incident-${++incidents}`,
  })
}
