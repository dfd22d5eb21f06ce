import { z } from 'zod'

/**
 * Schemas whose messages begin with "must": the reader of a request completes them with the name of the setting and
 * with what was given.
 */

interface Range {
  readonly min: number
  readonly max: number
}

/** A whole number within a range; the message completes "`steps` …". */
export function whole({ min, max }: Range): z.ZodInt {
  const error = `must be a whole number from ${min} to ${max}`
  return z.int({ error }).min(min, { error }).max(max, { error })
}

/** Any number within a range. */
export function real({ min, max }: Range): z.ZodNumber {
  const error = `must be a number from ${min} to ${max}`
  return z.number({ error }).min(min, { error }).max(max, { error })
}

/** Text without surrounding spaces. */
export function text({ maxLength }: { readonly maxLength: number }): z.ZodString {
  const error = `must be text of at most ${maxLength} characters`
  return z.string({ error }).trim().max(maxLength, { error })
}

/** Text that is not empty. */
export function nonEmptyText({ maxLength }: { readonly maxLength: number }): z.ZodString {
  return text({ maxLength }).min(1, { error: `must not be empty` })
}

/** One of a few words. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, { error: `must be one of ${words.join(', ')}` })
}

/** Turns a list into a non-empty tuple, as unions of schemas need it. @throws RangeError if it is empty */
export function atLeastOne<Item>([first, ...rest]: readonly Item[]): readonly [Item, ...Item[]] {
  if (first === undefined) throw new RangeError('Expected a list that is not empty.')
  return [first, ...rest]
}
