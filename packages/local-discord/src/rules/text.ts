import { z } from 'zod'

/** The length of a text as Discord counts it: in code points, so an emoji beyond the basic plane counts once. */
export function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** A string of `min` to `max` code points. zod's own limits count UTF-16 units. */
export function textOf(min: number, max: number): z.ZodString {
  return z.string().check(({ value, issues }) => {
    const length = codePoints(value)
    // `continue`: the other checks of the field are made too.
    const issue = { origin: 'string', inclusive: true, input: value, continue: true } as const
    if (length < min) issues.push({ code: 'too_small', minimum: min, ...issue })
    if (length > max) issues.push({ code: 'too_big', maximum: max, ...issue })
  })
}
