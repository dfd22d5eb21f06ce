import type { Answer } from '#src/community/guess/answer.ts'
import { judge } from '#src/community/guess/judge.ts'
import type { JudgedGuess } from '#src/community/guess/round.ts'
import type { WordList } from '#src/community/guess/word-list.ts'

/**
 * The likeness of texts, from -1 to 1: one row for each guess, with a number for each answer. Null if no text encoder
 * is loaded, or if it does not answer in time.
 */
export type Likeness = (
  guesses: readonly string[],
  answers: readonly string[],
) => Promise<readonly (readonly number[])[] | null>

/**
 * Judges every guess against every answer. Only guesses that the word list does not accept go to the text encoder.
 *
 * @param found the readings that the person has found before; if a guess fits several readings, a new one is preferred
 */
export async function judgeGuesses(
  { words, likeness }: { readonly words: WordList; readonly likeness: Likeness },
  guesses: readonly string[],
  answers: readonly Answer[],
  found: readonly number[],
): Promise<readonly JudgedGuess[]> {
  const first = guesses.map((guess) => judgeOne(guess, answers, words, found))
  const open = guesses.filter((_, index) => first[index]?.verdict !== 'right')
  if (open.length === 0) return first
  const alike = await likeness(
    open,
    answers.map(({ prompt }) => prompt),
  )
  if (alike === null) return first
  return guesses.map((guess, index) => {
    const row = alike[open.indexOf(guess)]
    const judged = first[index]
    return row === undefined && judged !== undefined ? judged : judgeOne(guess, answers, words, found, row)
  })
}

function judgeOne(
  guess: string,
  answers: readonly Answer[],
  words: WordList,
  found: readonly number[],
  likeness?: readonly number[],
): JudgedGuess {
  const verdicts = answers.map((answer, index) => judge(guess, answer, words, likeness?.[index]))
  const right = verdicts.flatMap((verdict, index) => (verdict === 'right' ? [index] : []))
  const reading = right.find((index) => !found.includes(index)) ?? right[0]
  if (reading !== undefined) return { verdict: 'right', reading }
  return { verdict: verdicts.includes('close') ? 'close' : 'wrong', reading: null }
}
