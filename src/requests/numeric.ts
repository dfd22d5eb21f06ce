/** Text as the number it spells, else as it is: the request's schema then says what is wrong with it. */
export function numeric(text: string | undefined): number | string | undefined {
  return text === undefined || text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
}
