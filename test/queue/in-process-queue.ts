import { createInProcessQueue } from '#src/queue/in-process-queue.ts'
import type { MakeQueue } from './harness.ts'

export const makeInProcess: MakeQueue = ({ store, engine, clock, limits, log }) => {
  const queue = createInProcessQueue({
    store,
    engine,
    clock,
    limits,
    log: logTo(log),
    newIncident: incidents(),
  })
  return { queue }
}

/** A log that keeps its lines in a list. */
export function logTo(lines: string[]) {
  const write = (facts: object, message: string): void =>
    void lines.push(
      `${message} ${JSON.stringify(facts, (_, value) => (value instanceof Error ? value.message : value))}`,
    )
  return { info: write, warn: write, error: write }
}

/** Ids of incidents, counted. */
export function incidents(): () => string {
  let count = 0
  return () => `incident-${++count}`
}
