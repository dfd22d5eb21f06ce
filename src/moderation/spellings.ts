import { fold, type Reading, readings, collapsed, unleet } from './fold.ts'

/** Letters, digits, and the signs that stand for letters. Everything else separates. */
const separators = /[^\p{L}\p{N}@$€!|*\s]+/u
/** Pieces of at most this many signs may be a word that was taken apart. */
const shortPiece = 2
/** A word that was taken apart has at most this many pieces. */
const maxPieces = 25

/** A text in the ways in which it can be read. */
export interface Spellings {
  /** Every word, also those that were stretched, taken apart or written with digits. */
  readonly words: ReadonlySet<string>
  /** The same, but of each word that was taken apart only its ends: enough for patterns, and a hundredth of the number. */
  readonly stretches: ReadonlySet<string>
  /** The words in their order, one list a reading. For phrases. */
  readonly lines: readonly (readonly string[])[]
}

export function spellingsOf(text: string): Spellings {
  const words = new Set<string>()
  const stretches = new Set<string>()
  const lines: (readonly string[])[] = []
  for (const reading of readings) {
    const tokens = fold(text, reading).split(/\s+/).filter(Boolean)
    const parts = tokens.map((token) => token.split(separators).filter(Boolean))
    const pieces = parts.flat()
    const whole = parts.filter((part) => part.length > 1).map((part) => part.join(''))
    for (const word of [...pieces, ...whole, ...ends(pieces)])
      for (const spelling of spellingsOfWord(word, reading)) stretches.add(spelling)
    for (const word of takenApart(pieces)) for (const spelling of spellingsOfWord(word, reading)) words.add(spelling)
    lines.push(pieces.map((piece) => unleet(trimmed(piece), reading)))
  }
  for (const spelling of stretches) words.add(spelling)
  words.delete('')
  stretches.delete('')
  return { words, stretches, lines }
}

function spellingsOfWord(word: string, reading: Reading): ReadonlySet<string> {
  const shown = [word, trimmed(word)]
  const spelled = new Set(shown.flatMap((one) => [one, unleet(one, reading)]))
  return new Set([...spelled].flatMap(collapsed))
}

/** A word without the signs around it that may be punctuation. */
const trimmed = (word: string): string => word.replaceAll(/^[@$€!|*]+|[@$€!|*]+$/g, '')

/** The words that neighbouring short pieces spell: "d u c k" and "du ck". */
function takenApart(pieces: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const start of pieces.keys()) {
    const short = shortRun(pieces, start)
    for (let length = 2; length <= short.length; length += 1) found.add(short.slice(0, length).join(''))
  }
  return found
}

/** From each short piece to the end of its run. */
const ends = (pieces: readonly string[]): readonly string[] =>
  [...pieces.keys()].map((start) => shortRun(pieces, start).join('')).filter(Boolean)

/** The short pieces from this one on. */
function shortRun(pieces: readonly string[], start: number): readonly string[] {
  const run = pieces.slice(start, start + maxPieces)
  const end = run.findIndex((piece) => piece.length > shortPiece)
  return end === -1 ? run : run.slice(0, end)
}
