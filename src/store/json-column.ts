/** The value of a JSON column, still to be checked by a schema; null for an empty one. */
export function fromJson(text: string | null): unknown {
  return text === null ? null : JSON.parse(text)
}
