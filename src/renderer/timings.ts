import type { Timings } from './events.ts'

/** Adds up how one drawing spends its time. */
export interface DrawingTimer {
  /** Adds seconds inside networks and seconds of loading them. */
  addNetwork(spent: { readonly seconds: number; readonly loading: number }): void
  /** Counts the time since the last call, or since the start, to the texts, to the stage of this index, or to neither. */
  spent(phase: 'text' | 'other' | number): void
  /** Measures the time of making a file. */
  file<Made>(make: () => Promise<Made>): Promise<Made>
  /** The timings so far. */
  timings(): Timings
}

/** @param now a clock in milliseconds; its zero is arbitrary */
export function createDrawingTimer(now: () => number, stageCount: number): DrawingTimer {
  const begun = now()
  const spent = { network: 0, loading: 0, files: 0, text: 0 }
  const stages = Array.from({ length: stageCount }, () => 0)
  let counted = begun
  return {
    addNetwork({ seconds, loading }) {
      spent.network += seconds
      spent.loading += loading
    },
    spent(phase) {
      const until = now()
      const seconds = (until - counted) / 1000
      counted = until
      if (phase === 'text') spent.text += seconds
      else if (phase !== 'other') stages[phase] = (stages[phase] ?? 0) + seconds
    },
    async file(make) {
      const from = now()
      const made = await make()
      spent.files += (now() - from) / 1000
      return made
    },
    timings() {
      const total = (now() - begun) / 1000
      return { total, ...spent, stages, outside: Math.max(0, total - spent.network - spent.loading) }
    },
  }
}
