import { folded, foldedWords } from './fold.ts'
import { kindsOfThings, moreSynonyms } from './more-words.ts'

/** A thing that pictures can show, with all its names. */
export interface NamedThing {
  readonly name: string
  readonly phrase: string
  readonly words: readonly string[]
  readonly synonyms: readonly string[]
  readonly plural: string
}

/** Finds things in texts by their names. */
export interface WordList {
  /**
   * The things that a text mentions, in order: for each mention, all things that it may mean. The longest name wins, so
   * `palm tree` does not mention `tree`.
   */
  thingsIn(text: string): readonly (readonly string[])[]
  /** All names of all things, folded. */
  readonly names: readonly string[]
  /** All names of one thing, folded. */
  namesOf(thing: string): readonly string[]
  /** The kinds that a thing belongs to, such as `bird`. */
  kindsOf(thing: string): readonly string[]
}

/**
 * Creates a word list from the things that a model was taught, with the synonyms shipped beside its weights, and from
 * the project's own additions. All words are English.
 */
export function createWordList(things: readonly NamedThing[]): WordList {
  const byName = new Map<string, string[]>()
  const add = (text: string, thing: string): void => {
    const name = folded(text)
    const known = byName.get(name) ?? []
    if (name !== '' && !known.includes(thing)) byName.set(name, [...known, thing])
  }
  for (const { name, phrase, words, synonyms, plural } of things)
    for (const text of [name, phrase, plural, ...words, ...synonyms]) add(text, folded(name))
  for (const [name, synonyms] of Object.entries(moreSynonyms))
    for (const text of [name, ...synonyms]) add(text, folded(name))
  const longest = Math.max(1, ...[...byName.keys()].map((name) => name.split(' ').length))

  return {
    names: [...byName.keys()],
    namesOf: (thing) => [...byName].filter(([, found]) => found.includes(thing)).map(([name]) => name),
    kindsOf: (thing) =>
      Object.entries(kindsOfThings)
        .filter(([, members]) => members.some((one) => folded(one) === thing))
        .map(([kind]) => folded(kind)),
    thingsIn(text) {
      const words = foldedWords(text)
      const found: (readonly string[])[] = []
      for (let at = 0; at < words.length;) {
        let length = Math.min(longest, words.length - at)
        while (length > 0 && !byName.has(words.slice(at, at + length).join(' '))) length -= 1
        const things = byName.get(words.slice(at, at + length).join(' '))
        if (things !== undefined) found.push(things)
        at += Math.max(1, length)
      }
      return found
    },
  }
}
