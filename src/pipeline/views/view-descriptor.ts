import { z } from 'zod'
import { whole } from '#src/schemas.ts'
import type { View } from '../view.ts'

/**
 * A view as a request names it. `key` and `of` are methods: TypeScript then lets one view stand for any view, and
 * `viewOf` hands each specification to its own.
 *
 * @typeParam Spec its name and its parameters
 */
export interface ViewDescriptor<Spec> {
  readonly name: string
  /** The words that a person reads in a list of choices. */
  readonly label: string
  readonly schema: z.ZodType
  /** With what is left open filled in: two specifications with one key show the same. */
  key(spec: Spec): string
  of(spec: Spec): View
}

/** A view without parameters. */
export function plainView<const Name extends string>(name: Name, label: string, view: View) {
  const schema = z.strictObject({ name: z.literal(name) })
  return { name, label, schema, key: (): string => name, of: (): View => view }
}

/** Decides how pieces are moved about. */
export const moveSeed = whole({ min: 0, max: Number.MAX_SAFE_INTEGER }).optional()
