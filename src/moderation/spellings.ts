import { fold, type Reading, readings, collapsed, unleet } from './fold.ts'
import { type AdjacentWord, areWordsOfTheirOwn, isOrdinary } from './ordinary-words.ts'

/** Letters, digits, and the characters that stand for letters. All others separate words. */
const separators = /[^\p{L}\p{N}@$€!|*\s]+/u
/** An apostrophe within a word. */
const apostrophes = /(?<=\p{L})['’ʼ`´](?=\p{L})/gu
/** The end of a word after which another thought begins. */
const closing = /[,;:.?!)\]]["'”’]*$/u
/** Pieces of at most this many characters may belong to a split word. */
const shortPiece = 2
/** The maximum number of pieces of a split word. */
const maxPieces = 25
/** The maximum number of characters that adjacent words spell together. */
const maxJoined = 40
/** Reversed words have at least this many characters. Of shorter ones, too many are words as well. */
const minReversed = 5

/** The readings of a text. */
export interface Spellings {
  /** Every word, including stretched and split words and words with digits. */
  readonly words: ReadonlySet<string>
  /** The same, but only the ends of each split word. They are enough for patterns, and a hundredth of the number. */
  readonly stretches: ReadonlySet<string>
  /** The words that mean nothing forwards, backwards. */
  readonly reversed: ReadonlySet<string>
  /** The words in order for phrases, one list per reading. */
  readonly lines: readonly (readonly string[])[]
}

/** @param allowed words that are no pieces of others, and mean what they say: the list of allowed words */
export function spellingsOf(text: string, allowed: ReadonlySet<string> = new Set()): Spellings {
  const words = new Set<string>()
  const stretches = new Set<string>()
  const reversed = new Set<string>()
  const lines: (readonly string[])[] = []
  for (const reading of readings) {
    const folded = fold(text, reading)
    const parts = partsOf(folded)
    const pieces = parts.flat()
    const whole = parts.filter((part) => part.length > 1).map((part) => part.join(''))
    const elided = partsOf(folded.replaceAll(apostrophes, '')).flat()
    for (const word of [...pieces, ...whole, ...ends(elided, allowed)])
      for (const spelling of spellingsOfWord(word, reading)) stretches.add(spelling)
    for (const word of [...takenApart(elided, allowed), ...cut(folded, allowed)])
      for (const spelling of spellingsOfWord(word, reading)) words.add(spelling)
    for (const word of [...pieces, ...whole].filter((one) => !isOrdinary(trimmed(one)) && !allowed.has(trimmed(one))))
      for (const spelling of spellingsOfWord(word, reading))
        if (spelling.length >= minReversed) reversed.add(Array.from(spelling).toReversed().join(''))
    lines.push(pieces.map((piece) => unleet(trimmed(piece), reading)))
  }
  for (const spelling of stretches) words.add(spelling)
  words.delete('')
  stretches.delete('')
  return { words, stretches, reversed, lines }
}

/** The words between blanks, each in its pieces between separators. */
const partsOf = (folded: string): readonly (readonly string[])[] =>
  folded
    .split(/\s+/)
    .filter(Boolean)
    .map((token) => token.split(separators).filter(Boolean))

function spellingsOfWord(word: string, reading: Reading): ReadonlySet<string> {
  const shown = [word, trimmed(word)]
  const read = shown.flatMap((one) => [one, unleet(one, reading)])
  const spelled = new Set([...read, ...read.map((one) => one.replaceAll('vv', 'w'))])
  return new Set([...spelled].flatMap(collapsed))
}

/** Removes characters around a word that may be punctuation. */
const trimmed = (word: string): string => word.replaceAll(/^[@$€!|*]+|[@$€!|*]+$/g, '')

/** The words that neighbouring short pieces spell: "d u c k" and "du ck", but not "an us". */
function takenApart(pieces: readonly string[], allowed: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>()
  for (const start of pieces.keys()) {
    const short = shortRun(pieces, start)
    for (let length = 2; length <= short.length; length += 1) {
      const run = short.slice(0, length)
      if (!areWordsOfTheirOwn(run.map(asWritten), allowed)) found.add(run.join(''))
    }
  }
  return found
}

const asWritten = (text: string): AdjacentWord => ({ text, closes: false })

/** The words that words of any length spell together: "wom bat" and "w omb at", but not "a hero in armor". */
function cut(folded: string, allowed: ReadonlySet<string>): ReadonlySet<string> {
  const tokens = folded.split(/\s+/).filter(Boolean)
  const words = tokens.map((token): AdjacentWord & { readonly joined: string } => {
    const joined = token.split(separators).join('')
    return { joined, text: trimmed(joined), closes: closing.test(token) }
  })
  const found = new Set<string>()
  for (const start of words.keys()) {
    let joined = words[start]?.joined ?? ''
    let isShort = joined.length <= shortPiece
    for (let end = start + 1; end < Math.min(words.length, start + maxPieces); end += 1) {
      const next = words[end]?.joined ?? ''
      joined += next
      isShort &&= next.length <= shortPiece
      if (joined.length > maxJoined) break
      if (!isShort && !areWordsOfTheirOwn(words.slice(start, end + 1), allowed)) found.add(joined)
    }
  }
  return found
}

/** The pieces from each short piece to the end of its run. */
const ends = (pieces: readonly string[], allowed: ReadonlySet<string>): readonly string[] =>
  [...pieces.keys()]
    .map((start) => shortRun(pieces, start))
    .filter((run) => run.length > 0 && !areWordsOfTheirOwn(run.map(asWritten), allowed))
    .map((run) => run.join(''))

/** The short pieces from this one on. */
function shortRun(pieces: readonly string[], start: number): readonly string[] {
  const run = pieces.slice(start, start + maxPieces)
  const end = run.findIndex((piece) => piece.length > shortPiece)
  return end === -1 ? run : run.slice(0, end)
}
