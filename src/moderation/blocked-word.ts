import { RE2JS } from 're2js'
import { collapsed, fold } from './fold.ts'
import type { Spellings } from './spellings.ts'

/** One line of a list of blocked words. */
export interface BlockedWord {
  /** As a moderator wrote it. */
  readonly line: string
  /** `exempt`: words that are allowed although a pattern with `*` finds them. */
  finds(spellings: Spellings, exempt: ReadonlySet<string>): boolean
}

/** Scripts without spaces, or with attached endings. Their words are also found inside others. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** Folds a line of the list. Capitals are not treated as look-alikes here. */
export const foldedLine = (line: string): string => fold(line.toLowerCase(), 'i').trim()

/**
 * Reads a line: a word, a phrase, a word in which `*` stands for any signs, or a regular expression between slashes.
 * None of these takes more than linear time, since RE2 does not backtrack.
 *
 * @returns undefined for an empty line
 */
export function readBlockedWord(line: string): BlockedWord | undefined {
  const [, expression] = /^\/(.+)\/$/.exec(line.trim()) ?? []
  if (expression !== undefined) return expressionWord(line, expression)
  const folded = foldedLine(line)
  if (!/[\p{L}\p{N}]/u.test(folded)) return undefined
  if (/\s/.test(folded)) return phrase(line, folded.split(/\s+/))
  if (unspaced.test(folded)) return inside(line, folded.replaceAll('*', ''))
  return folded.includes('*') ? pattern(line, folded) : word(line, folded)
}

const word = (line: string, folded: string): BlockedWord => ({
  line,
  finds: ({ words, stretches, reversed }) =>
    words.has(folded) ||
    reversed.has(folded) ||
    [...stretches].some((one) => one.includes('*') && isMasked(one, folded)),
})

/** Whether a word with stars such as "d*ck" matches. Its first letter and at least half of its letters must be visible. */
const isMasked = (masked: string, folded: string): boolean =>
  masked.length === folded.length &&
  masked[0] === folded[0] &&
  masked.replaceAll('*', '').length * 2 >= masked.length &&
  Array.from(masked).every((sign, index) => sign === '*' || sign === folded[index])

const pattern = (line: string, folded: string): BlockedWord => ({
  line,
  finds: ({ stretches }, exempt) => [...stretches].some((one) => !exempt.has(one) && matchesStars(one, folded)),
})

/** Whether a word matches a pattern with stars. Takes at most word length times pattern length steps. */
export function matchesStars(text: string, stars: string): boolean {
  let [at, in_, star, mark] = [0, 0, -1, 0]
  while (at < text.length) {
    if (stars[in_] === '*') {
      star = in_
      mark = at
      in_ += 1
    } else if (stars[in_] === text[at]) {
      at += 1
      in_ += 1
    } else if (star === -1) return false
    else {
      // The last star matches one more character.
      mark += 1
      at = mark
      in_ = star + 1
    }
  }
  return Array.from(stars.slice(in_)).every((sign) => sign === '*')
}

const phrase = (line: string, wanted: readonly string[]): BlockedWord => ({
  line,
  finds: ({ lines }) =>
    lines.some((words) =>
      words.some((_, start) =>
        wanted.every((one, index) => collapsed(words[start + index] ?? '').some((word) => matchesStars(word, one))),
      ),
    ),
})

const inside = (line: string, folded: string): BlockedWord => ({
  line,
  finds: ({ lines }) => lines.some((words) => words.join('').includes(folded)),
})

function expressionWord(line: string, expression: string): BlockedWord | undefined {
  try {
    const compiled = RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE)
    return {
      line,
      finds: ({ lines }, exempt) =>
        lines.some((words) => compiled.matcher(words.filter((one) => !exempt.has(one)).join(' ')).find()),
    }
  } catch {
    return undefined
  }
}
