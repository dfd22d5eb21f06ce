/** The length of a text as Discord counts it: in code points, so an emoji beyond the basic plane counts once. */
export function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}
