import type { Answer } from './answer.ts'
import { editDistance, foldedWords } from './fold.ts'
import { likenessBounds } from './likeness.ts'
import type { Verdict } from './round.ts'
import type { WordList } from './word-list.ts'

/**
 * Judges one guess against one answer.
 *
 * The word list decides first. If it knows the guess as another thing, the guess is not right, even if a text encoder
 * finds the two similar: it would accept a dog for a wolf. Words that the list does not know are compared by their
 * spelling, and by their likeness if there is a text encoder.
 *
 * @param likeness of guess and answer, from -1 to 1; undefined if no text encoder is loaded
 */
export function judge(guess: string, answer: Answer, words: WordList, likeness?: number): Verdict {
  const said = foldedWords(guess)
  if (said.length === 0) return 'wrong'
  const things = words.thingsIn(guess)
  const [only] = things
  if (isSameText(said, answer)) return 'right'
  if (only !== undefined && things.length === 1 && only.some((thing) => answer.things.includes(thing))) return 'right'
  if (isNear(said, things, answer, words)) return 'close'
  if (likeness === undefined) return 'wrong'
  const known = things.length > 0
  if (!known && likeness >= likenessBounds.right) return 'right'
  return likeness >= likenessBounds.close ? 'close' : 'wrong'
}

/**
 * Whether a guess has the words of the prompt, or the same last word if the word list does not know the thing: `otter`
 * for `a sea otter`.
 */
function isSameText(said: readonly string[], { core, things }: Answer): boolean {
  if (said.join(' ') === core.join(' ')) return true
  return things.length === 0 && core.length > 0 && said.at(-1) === core.at(-1)
}

function isNear(
  said: readonly string[],
  things: readonly (readonly string[])[],
  answer: Answer,
  words: WordList,
): boolean {
  const guessed = things.flat()
  // The guess names several things, and one of them is right.
  if (guessed.some((thing) => answer.things.includes(thing))) return true
  const kinds = answer.things.flatMap((thing) => words.kindsOf(thing))
  if (kinds.includes(said.join(' '))) return true
  if (guessed.some((thing) => kinds.includes(thing) || words.kindsOf(thing).some((kind) => kinds.includes(kind))))
    return true
  if (said.some((word) => answer.core.includes(word))) return true
  return (
    things.length === 0 &&
    isMisspelt(said.join(' '), [answer.core.join(' '), ...answer.things.flatMap((thing) => words.namesOf(thing))])
  )
}

/** One letter in four may be wrong, at most two. In words of up to three letters none may be wrong. */
const isMisspelt = (said: string, names: readonly string[]): boolean =>
  names.some((name) => name !== '' && editDistance(said, name) <= Math.min(2, Math.floor(name.length / 4)))

/** Splits a text into guesses. People name several things at once, with commas, slashes or `and` between them. */
export const guessesIn = (text: string): readonly string[] =>
  text
    .split(/[,;/|\n]|\s(?:and|und|et|y|e|&)\s/iu)
    .map((part) => part.replaceAll(/\s+/g, ' ').trim())
    .filter((part) => foldedWords(part).length > 0)
