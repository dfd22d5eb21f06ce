const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

const styles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
}

/** Discord's `R` style in the largest unit that fits: "in 3 minutes", "2 hours ago". Times in milliseconds. */
export function formatRelative(time: number, now: number, locale?: string): string {
  const seconds = Math.round((time - now) / 1000)
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? (['second', 1] as const)
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(Math.round(seconds / length), unit)
}

/** A time in one of Discord's timestamp styles except `R`. An unknown style counts as `f`. */
export function formatTimestamp(time: number, style: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, styles[style] ?? styles['f']).format(time)
}

/** When a message was written: "14:03" today, "Yesterday, 14:03", else the short date and time. */
export function formatMessageTime(time: number, now: number, locale?: string): string {
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(time)
  const days = daysBetween(time, now)
  if (days === 0) return clock
  if (days === 1) return `Yesterday, ${clock}`
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(time)
}

/** How many local midnights lie between two times; negative if `time` is the later one. */
export function daysBetween(time: number, now: number): number {
  return Math.round((startOfDay(now) - startOfDay(time)) / 86_400_000)
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0)
}
