/** Converts text to a number. Text that is not a number is returned unchanged, so that the request's schema can report it. */
export function numeric(text: string | undefined): number | string | undefined {
  return text === undefined || text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
}
