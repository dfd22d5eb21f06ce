/** What is said of words in a prompt that mean nothing to the model. */
export const promptWords = {
  unreadable: (words: readonly string[]): string =>
    `The model cannot read ${listOf(words)}, so the picture may not show it.`,
  nothingReadable: (words: readonly string[], examples: readonly string[]): string =>
    `The model cannot read ${listOf(words)}. Say it in English, for example: ${examples[0] ?? 'a red fox'}.`,
  unknown: (words: readonly string[], examples: readonly string[]): string =>
    `This model was never taught ${listOf(words)}, so the picture may show something else.${
      examples.length === 0 ? '' : ` It knows, for example: ${examples.join(', ')}.`
    }`,
} as const

/** How many words are named, and how long each may be. */
const most = { words: 5, letters: 40 }

function listOf(words: readonly string[]): string {
  const named = words.slice(0, most.words).map((word) => `“${isolated(clipped(word))}”`)
  return words.length > most.words
    ? `${named.join(', ')} and ${words.length - most.words} more words`
    : named.join(', ')
}

function clipped(word: string): string {
  const letters = Array.from(word)
  return letters.length > most.letters ? `${letters.slice(0, most.letters).join('')}…` : word
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
/** A word that is read from right to left must not turn the sentence around it. */
const isolated = (word: string): string => (rightToLeft.test(word) ? `\u2068${word}\u2069` : word)
