import { foldedLine, readBlockedWord } from './blocked-word.ts'
import { spellingsOf } from './spellings.ts'

/**
 * Finds blocked words in what a person wrote, however they spell them.
 *
 * @param blocked - lines as `readBlockedWord` takes them
 * @param allowed - words that are fine although a pattern finds them
 * @returns the first line that finds something in one of the texts; undefined where none does
 */
export function findBlocked(
  texts: readonly string[],
  { blocked, allowed }: { readonly blocked: readonly string[]; readonly allowed: readonly string[] },
): string | undefined {
  if (blocked.length === 0) return undefined
  const words = blocked.flatMap((line) => readBlockedWord(line) ?? [])
  const exempt = new Set(allowed.map(foldedLine))
  const all = texts.filter(Boolean).map(spellingsOf)
  return words.find((word) => all.some((spellings) => word.finds(spellings, exempt)))?.line
}
