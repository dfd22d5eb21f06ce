import { fold, type Reading, readings, collapsed, unleet } from './fold.ts'

/** Letters, digits, and the characters that stand for letters. All others separate words. */
const separators = /[^\p{L}\p{N}@$€!|*\s]+/u
/** Pieces of at most this many characters may belong to a split word. */
const shortPiece = 2
/** The maximum number of pieces of a split word. */
const maxPieces = 25

/** The readings of a text. */
export interface Spellings {
  /** Every word, including stretched and split words and words with digits. */
  readonly words: ReadonlySet<string>
  /** The same, but only the ends of each split word. They are enough for patterns, and a hundredth of the number. */
  readonly stretches: ReadonlySet<string>
  /** The words in order for phrases, one list per reading. */
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
  const read = shown.flatMap((one) => [one, unleet(one, reading)])
  const spelled = new Set([...read, ...read.map((one) => one.replaceAll('vv', 'w'))])
  return new Set([...spelled].flatMap(collapsed))
}

/** Removes characters around a word that may be punctuation. */
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

/** The pieces from each short piece to the end of its run. */
const ends = (pieces: readonly string[]): readonly string[] =>
  [...pieces.keys()].map((start) => shortRun(pieces, start).join('')).filter(Boolean)

/** The short pieces from this one on. */
function shortRun(pieces: readonly string[], start: number): readonly string[] {
  const run = pieces.slice(start, start + maxPieces)
  const end = run.findIndex((piece) => piece.length > shortPiece)
  return end === -1 ? run : run.slice(0, end)
}
