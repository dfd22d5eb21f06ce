import { fill } from './template.ts'

/** Sentences about words in a prompt that mean nothing to the model, as templates for `fill`. */
export const promptWords = {
  unreadable: 'The model cannot read {words}, so the picture may not show it.',
  nothingReadable: 'The model cannot read {words}. Say it in English, for example: {example}.',
  unknown: 'This model was never taught {words}, so the picture may show something else.',
  unknownButKnows:
    'This model was never taught {words}, so the picture may show something else. It knows, for example: {examples}.',
  /** A list of words that is too long to be shown. */
  andMore: '{list} and {rest} more words',
} as const

/** How many words are named, and how long each may be. */
const limits = { words: 5, letters: 40 }

/** Words of a prompt, quoted. */
export function quotedWords(words: readonly string[]): string {
  const named = words.slice(0, limits.words).map((word) => `“${isolated(clipped(word))}”`)
  const list = named.join(', ')
  return words.length > limits.words ? fill(promptWords.andMore, { list, rest: words.length - limits.words }) : list
}

function clipped(word: string): string {
  const letters = Array.from(word)
  return letters.length > limits.letters ? `${letters.slice(0, limits.letters).join('')}…` : word
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
/** A word that is read from right to left must not turn the sentence around it. */
const isolated = (word: string): string => (rightToLeft.test(word) ? `\u2068${word}\u2069` : word)
