/** A value of a menu or a text field as text. Empty for a list and for no value. */
export const plainValue = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
