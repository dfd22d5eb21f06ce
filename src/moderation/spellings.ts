import { fold, readings, squeezed, unleet } from './fold.ts'

/** Letters, digits, and the signs that stand for letters. Everything else separates. */
const separators = /[^\p{L}\p{N}@$€!|*\s]+/u
/** Pieces of at most this many signs may be a word that was taken apart. */
const shortPiece = 2
/** A word that was taken apart has at most this many pieces. */
const mostPieces = 40

/** A text in the ways in which it can be read. */
export interface Spellings {
  /** Every word, also those that were stretched, taken apart or written with digits. */
  readonly words: ReadonlySet<string>
  /** The words in their order, one list a reading. For phrases. */
  readonly lines: readonly (readonly string[])[]
}

export function spellingsOf(text: string): Spellings {
  const words = new Set<string>()
  const lines: (readonly string[])[] = []
  for (const reading of readings) {
    const tokens = fold(text, reading).split(/\s+/).filter(Boolean)
    const parts = tokens.map((token) => token.split(separators).filter(Boolean))
    const pieces = parts.flat()
    const whole = parts.filter((part) => part.length > 1).map((part) => part.join(''))
    for (const word of [...pieces, ...whole, ...takenApart(pieces)])
      for (const shown of [word, trimmed(word)])
        for (const spelled of [shown, unleet(shown, reading)])
          for (const spelling of squeezed(spelled)) words.add(spelling)
    lines.push(pieces.map((piece) => unleet(trimmed(piece), reading)))
  }
  words.delete('')
  return { words, lines }
}

/** A word without the signs around it that may be punctuation. */
const trimmed = (word: string): string => word.replaceAll(/^[@$€!|*]+|[@$€!|*]+$/g, '')

/** The words that neighbouring short pieces spell: "d u c k" and "du ck". */
function takenApart(pieces: readonly string[]): readonly string[] {
  return pieces.flatMap((_, start) => {
    const run = pieces.slice(start, start + mostPieces)
    const end = run.findIndex((piece) => piece.length > shortPiece)
    const short = end === -1 ? run : run.slice(0, end)
    return short.slice(1).map((_, index) => short.slice(0, index + 2).join(''))
  })
}
