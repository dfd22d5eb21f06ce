import { foldedLine, readBlockedWord } from './blocked-word.ts'
import { spellingsOf } from './spellings.ts'

/**
 * Finds blocked words in a person's text, however they are spelled.
 *
 * @param blocked - lines as `readBlockedWord` takes them
 * @param allowed - words that are allowed although a pattern matches them
 * @returns the first line that matches in one of the texts, or undefined
 */
export function findBlocked(
  texts: readonly string[],
  { blocked, allowed }: { readonly blocked: readonly string[]; readonly allowed: readonly string[] },
): string | undefined {
  if (blocked.length === 0) return undefined
  const words = blocked.flatMap((line) => readBlockedWord(line) ?? [])
  const exempt = new Set(allowed.map(foldedLine))
  const all = texts.filter(Boolean).map((text) => spellingsOf(text, exempt))
  return words.find((word) => all.some((spellings) => word.finds(spellings, exempt)))?.line
}
