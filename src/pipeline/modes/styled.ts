/** A prompt with a style before it: "an oil painting of" and "a fox". */
export function styled(style: string, prompt: string): string {
  return style === '' ? prompt : `${style} ${prompt}`
}
