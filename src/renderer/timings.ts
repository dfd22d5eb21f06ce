import type { Timings } from './events.ts'

/** Adds up how one drawing spends its time. */
export interface DrawingTimer {
  /** Adds seconds inside networks and seconds of loading them. */
  addNetwork(spent: { readonly seconds: number; readonly loading: number }): void
  /** Measures the time of making a file. */
  file<Made>(make: () => Promise<Made>): Promise<Made>
  /** The timings so far. */
  timings(): Timings
}

/** @param now a clock in milliseconds; its zero is arbitrary */
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
