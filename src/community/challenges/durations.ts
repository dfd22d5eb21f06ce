const units = { m: 60_000, h: 60 * 60_000, d: 24 * 60 * 60_000, w: 7 * 24 * 60 * 60_000 } as const

/** The shortest and the longest time that entries or votes may be open, in milliseconds. */
export const durationLimits = { min: 5 * units.m, max: 60 * units.d } as const

/** Parses a duration such as `3d`, `12h`, `1d 6h`, `90 minutes` or `2 weeks`. Returns milliseconds, or undefined. */
export function durationIn(text: string): number | undefined {
  const parts = [
    ...text
      .trim()
      .toLowerCase()
      .matchAll(/(\d{1,4}(?:\.\d+)?)\s*([a-z]+)[\s,]*/gy),
  ]
  if (parts.length === 0 || parts.map(([all]) => all).join('').length !== text.trim().length) return undefined
  let total = 0
  for (const [, amount, unit = ''] of parts) {
    const letter = /^(?:(m)in(?:ute)?s?|(h)(?:ou)?rs?|(d)ays?|(w)eeks?|([mhdw]))$/.exec(unit)?.slice(1).find(Boolean)
    if (letter === undefined) return undefined
    total += Number(amount) * units[letter as keyof typeof units]
  }
  return Math.round(total)
}
