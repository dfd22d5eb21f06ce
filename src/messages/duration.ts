/** How a language writes seconds and minutes. */
export interface DurationUnits {
  readonly seconds: string
  readonly minutes: string
}

/** A duration in milliseconds in words: 3.4 s, 75 s, 2 min 5 s. */
export function duration(
  milliseconds: number,
  locale: string,
  { seconds, minutes }: DurationUnits = { seconds: ' s', minutes: ' min' },
): string {
  if (milliseconds < 9950) {
    const short = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
    return `${short.format(milliseconds / 1000)}${seconds}`
  }
  if (milliseconds < 120_000) return `${Math.round(milliseconds / 1000)}${seconds}`
  return `${Math.floor(milliseconds / 60_000)}${minutes} ${Math.round((milliseconds % 60_000) / 1000)}${seconds}`
}
