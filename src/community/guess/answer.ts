import { foldedWords } from './fold.ts'
import type { WordList } from './word-list.ts'

/** What one reading of a picture shows, as guesses are compared with it. */
export interface Answer {
  /** The prompt, for people and for the text encoder. */
  readonly prompt: string
  /** What it is about, without styles and surroundings, folded. */
  readonly core: readonly string[]
  /** The things of the word list that it may be about; empty where the list has none of them. */
  readonly things: readonly string[]
}

/** Words before `of` that tell how a picture is made rather than what it shows. */
const manners =
  /^(?:an?\s+|the\s+)?(?:[\p{L}\p{N}-]+\s+){0,3}(?:paintings?|drawings?|sketch(?:es)?|photos?|photographs?|pictures?|images?|renders?|renderings?|illustrations?|lithographs?|watercolou?rs?|woodcuts?|engravings?|mosaics?|portraits?|stickers?|emojis?|icons?|cartoons?|stencils?)\s+of\s+/iu

/** Words with which a prompt goes on to what else there is. */
const surroundings =
  /\s(?:in|on|at|with|under|by|near|wearing|holding|made|from|over|above|behind|before|against|and|for|into|inside|between|who|which|that)\s.*$/isu

/** What a prompt is about. */
export function answerOf(prompt: string, words: WordList): Answer {
  const subject = prompt.replace(manners, '').split(/[,.;:|(]/)[0] ?? ''
  // A prompt such as `in the sea` has nothing before its surroundings.
  const short = ` ${subject.trim()}`.replace(surroundings, '').trim() || subject.trim()
  const found = words.thingsIn(short).at(-1) ?? words.thingsIn(prompt)[0] ?? []
  return { prompt, core: foldedWords(short), things: found }
}

/** Whether a prompt says anything that could be guessed. */
export const isGuessable = (prompt: string): boolean => foldedWords(prompt).length > 0
