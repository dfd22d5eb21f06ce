import { type DrawRequest, modeOf, picturesOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Recipe } from '#src/requests/recipe.ts'
import type { ChallengeRules } from './challenge.ts'

/** The facts about a picture that someone wants to enter. */
export interface Candidate {
  readonly recipe: Recipe
  readonly seed: number
  /** In pixels. */
  readonly width: number
  readonly height: number
}

/** The rule that a picture breaks, with the facts for the sentence about it. */
export type BrokenRule =
  | { readonly rule: 'mode'; readonly wanted: string; readonly found: string }
  | { readonly rule: 'picture' }
  | { readonly rule: 'word'; readonly wanted: string }
  | { readonly rule: 'style'; readonly wanted: string }
  | { readonly rule: 'seed'; readonly wanted: number; readonly found: number }
  | { readonly rule: 'size'; readonly wanted: number; readonly found: number }

/** The first rule that a picture breaks, in the order in which rules are announced, or undefined if it fits. */
export function brokenRule(rules: ChallengeRules, candidate: Candidate): BrokenRule | undefined {
  const { request } = candidate.recipe
  const { mode, picture, words, style, seed, size } = rules
  if (mode !== undefined && request.mode !== mode) return { rule: 'mode', wanted: mode, found: request.mode }
  if (picture !== undefined && !picturesOf(request).some(({ sha256 }) => sha256 === picture.sha256))
    return { rule: 'picture' }
  const said = saidIn(request)
  const missing = words.find((word) => !hasWord(said, word))
  if (missing !== undefined) return { rule: 'word', wanted: missing }
  if (style !== undefined && !hasWord(said, style)) return { rule: 'style', wanted: style }
  if (seed !== undefined && candidate.seed !== seed) return { rule: 'seed', wanted: seed, found: candidate.seed }
  const found = Math.min(candidate.width, candidate.height)
  if (size !== undefined && found !== size) return { rule: 'size', wanted: size, found }
  return undefined
}

/** Every prompt of a request, and its style. */
function saidIn(request: DrawRequest | ResolvedRequest): string {
  const mode = modeOf(request)
  return [mode.style?.(request) ?? '', ...mode.prompts(request).map(({ prompt }) => prompt)].join(' | ')
}

/** Whether a text contains a word or a phrase in any case. Parts of longer words do not count. */
export function hasWord(text: string, word: string): boolean {
  const words = folded(word).split(' ').filter(Boolean)
  const all = folded(text).split(' ')
  return words.length === 0 || all.some((_, at) => words.every((one, index) => all[at + index] === one))
}

/** The text in lower case, with one space between words. Punctuation stays as a word of its own. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('|', ' | ')
    .replaceAll(/[^\p{L}\p{N}\p{M}|]+/gu, ' ')
    .trim()

/** The words of a list such as `owl, moon`, each once. */
export function wordsIn(list: string): readonly string[] {
  const words = list
    .split(',')
    .map((word) => word.replaceAll(/\s+/g, ' ').trim())
    .filter((word) => folded(word) !== '')
  return [...new Set(words)]
}
