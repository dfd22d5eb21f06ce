import type { Timings } from './events.ts'

/** Adds up where the time of one drawing goes. */
export interface DrawingTimer {
  /** Seconds inside networks, and of loading them. */
  addNetwork(spent: { readonly seconds: number; readonly loading: number }): void
  /** Measures the making of a file. */
  file<Made>(make: () => Promise<Made>): Promise<Made>
  /** All of it, up to now. */
  timings(): Timings
}

/** @param now milliseconds from any start */
export function createDrawingTimer(now: () => number): DrawingTimer {
  const begun = now()
  const spent = { network: 0, loading: 0, files: 0 }
  return {
    addNetwork({ seconds, loading }) {
      spent.network += seconds
      spent.loading += loading
    },
    async file(make) {
      const from = now()
      const made = await make()
      spent.files += (now() - from) / 1000
      return made
    },
    timings() {
      const total = (now() - begun) / 1000
      return { total, ...spent, outside: Math.max(0, total - spent.network - spent.loading) }
    },
  }
}
