/** The value of a JSON column, not yet checked by a schema. Null if the column is empty. */
export function fromJson(text: string | null): unknown {
  return text === null ? null : JSON.parse(text)
}
