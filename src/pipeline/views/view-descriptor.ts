import { z } from 'zod'
import { whole } from '#src/schemas.ts'
import type { View } from '../view.ts'

/**
 * Describes a view that requests can name. `key` and `of` are declared as methods because TypeScript checks the parameters
 * of methods bivariantly. A specific view can therefore stand for any view, and `viewOf` picks the one that a
 * specification names.
 *
 * @typeParam Spec the view's name and parameters
 */
export interface ViewDescriptor<Spec> {
  readonly name: string
  /** The label in a list of choices. */
  readonly label: string
  readonly schema: z.ZodType
  /** A key with all defaults filled in. Specifications with the same key show the same picture. */
  key(spec: Spec): string
  of(spec: Spec): View
}

/** A view without parameters. */
export function plainView<const Name extends string>(name: Name, label: string, view: View) {
  const schema = z.strictObject({ name: z.literal(name) })
  return { name, label, schema, key: (): string => name, of: (): View => view }
}

/** The seed that decides how the pieces are rearranged. */
export const moveSeed = whole({ min: 0, max: Number.MAX_SAFE_INTEGER }).optional()
