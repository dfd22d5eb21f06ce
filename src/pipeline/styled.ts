/** A prompt with a style before it: "an oil painting of" and "a fox". */
export function styled(style: string | undefined, prompt: string): string {
  return style === undefined || style === '' ? prompt : `${style} ${prompt}`
}
