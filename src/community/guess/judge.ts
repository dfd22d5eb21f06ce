import type { Answer } from './answer.ts'
import { editDistance, foldedWords } from './fold.ts'
import { likenessBounds } from './likeness.ts'
import type { Verdict } from './round.ts'
import type { WordList } from './word-list.ts'

/**
 * Judges one guess against one answer.
 *
 * The word list comes first. Where it knows the guess as something else, the guess is not right, however alike a text
 * encoder finds them: it would call a wolf a dog. Words that the list does not know are compared by spelling, and by
 * likeness where a text encoder gives one.
 *
 * @param likeness of guess and answer, from -1 to 1; undefined where no text encoder is loaded
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

/** The very words of the prompt, or the same noun where the word list does not know what it is: `otter` for `a sea otter`. */
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
  // It is among several things: one at a time would be right.
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

/** One letter in four may be wrong, at most two, and none in words of three letters. */
const isMisspelt = (said: string, names: readonly string[]): boolean =>
  names.some((name) => name !== '' && editDistance(said, name) <= Math.min(2, Math.floor(name.length / 4)))

/** The guesses in a text: people name both things at once, with commas, slashes or `and` between them. */
export const guessesIn = (text: string): readonly string[] =>
  text
    .split(/[,;/|\n]|\s(?:and|und|et|y|e|&)\s/iu)
    .map((part) => part.replaceAll(/\s+/g, ' ').trim())
    .filter((part) => foldedWords(part).length > 0)
