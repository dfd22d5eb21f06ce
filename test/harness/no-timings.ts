import type { Timings } from '#src/renderer/events.ts'

/** The timings of a drawing that took no time. */
export const noTimings: Timings = { total: 0, network: 0, loading: 0, text: 0, stages: [], outside: 0, files: 0 }
