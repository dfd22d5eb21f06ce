import { foldedWords } from './fold.ts'
import type { WordList } from './word-list.ts'

/** What one reading of a picture shows, in the forms with which guesses are compared. */
export interface Answer {
  /** The prompt, for people and for the text encoder. */
  readonly prompt: string
  /** The words of its subject, without style and setting, in the form of `foldedWords`. */
  readonly core: readonly string[]
  /** The things of the word list that the subject may mean. Empty if the list has none of them. */
  readonly things: readonly string[]
}

/** Words before `of` that say how a picture is made, not what it shows. */
const mediumPhrase =
  /^(?:an?\s+|the\s+)?(?:[\p{L}\p{N}-]+\s+){0,3}(?:paintings?|drawings?|sketch(?:es)?|photos?|photographs?|pictures?|images?|renders?|renderings?|illustrations?|lithographs?|watercolou?rs?|woodcuts?|engravings?|mosaics?|portraits?|stickers?|emojis?|icons?|cartoons?|stencils?)\s+of\s+/iu

/** Words after which a prompt describes the setting of its subject. */
const settingPhrase =
  /\s(?:in|on|at|with|under|by|near|wearing|holding|made|from|over|above|behind|before|against|and|for|into|inside|between|who|which|that)\s.*$/isu

/** The answer that a prompt describes. */
export function answerOf(prompt: string, words: WordList): Answer {
  const subject = prompt.replace(mediumPhrase, '').split(/[,.;:|(]/)[0] ?? ''
  // A prompt such as `in the sea` describes only a setting.
  const short = ` ${subject.trim()}`.replace(settingPhrase, '').trim() || subject.trim()
  const found = words.thingsIn(short).at(-1) ?? words.thingsIn(prompt)[0] ?? []
  return { prompt, core: foldedWords(short), things: found }
}

/** Whether a prompt says anything that could be guessed. */
export const isGuessable = (prompt: string): boolean => foldedWords(prompt).length > 0
