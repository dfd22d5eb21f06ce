import type { ChallengePlan } from './challenge.ts'

/** A week in milliseconds. */
export const week = 7 * 24 * 60 * 60_000

/** A challenge that comes again every week with the next theme of its list. */
export interface Series {
  readonly id: string
  /** Everything but the theme. */
  readonly plan: Omit<ChallengePlan, 'theme'>
  readonly themes: readonly string[]
  /** The index of the next theme. After the last theme the list starts again. */
  readonly next: number
  /** When the next challenge starts, in milliseconds since 1970. */
  readonly nextAt: number
  readonly active: boolean
}

/** A challenge that a series starts, and the new state of the series. */
export interface SeriesStep {
  readonly plan: ChallengePlan
  readonly next: number
  readonly nextAt: number
}

/** The challenge that a series starts now and its next time, or undefined if none is due. Missed weeks are skipped. */
export function seriesStep({ plan, themes, next, nextAt, active }: Series, now: number): SeriesStep | undefined {
  const theme = themes[next % Math.max(1, themes.length)]
  if (!active || nextAt > now || theme === undefined) return undefined
  const missed = Math.floor((now - nextAt) / week)
  return { plan: { ...plan, theme }, next: (next + 1) % themes.length, nextAt: nextAt + (missed + 1) * week }
}
