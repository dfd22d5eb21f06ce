/** An error as a sentence that can be shown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
