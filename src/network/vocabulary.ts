import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '#src/errors.ts'
import { readOptionalConfig } from './config-file.ts'

/** What a small model was taught to draw, in words. */
export interface Vocabulary {
  /** Whether it was taught a noun with this word, in the singular or in the plural. Lower case. */
  draws(word: string): boolean
  /** Whether it was taught this word at all: styles, colours and surroundings as well. */
  knows(word: string): boolean
  /** What can be asked for, in the words of a prompt; what it draws best comes first. */
  readonly subjects: readonly string[]
}

const texts = z.array(z.string()).catch([])
const noSubjects: {
  name: string
  phrase: string
  words: string[]
  synonyms: string[]
  plural: string
  asked_first: boolean
}[] = []

/** Only `words` is required. Everything else may be missing, or be there in a form of a later version. */
const vocabularyFile = z.looseObject({
  words: z.array(z.string()),
  subjects: z
    .array(
      z.looseObject({
        name: z.string(),
        phrase: z.string().catch(''),
        words: texts,
        synonyms: texts,
        plural: z.string().catch(''),
        asked_first: z.boolean().catch(false),
      }),
    )
    .catch(noSubjects),
  views: texts,
  styles: z.union([z.array(z.string()), z.record(z.string(), texts)]).catch([]),
  settings: texts,
  colours: texts,
})

/** The `vocabulary.json` of a model's folder, or undefined if there is none, or none that can be used: it only helps. */
export async function readVocabulary(folder: string): Promise<Vocabulary | undefined> {
  const file = await readFileOf(folder)
  return file && vocabularyOf(file)
}

/** One thing that a small model was taught, with everything that people call it. */
export type Subject = z.infer<typeof vocabularyFile>['subjects'][number]

/** The subjects of a model's folder; none where it does not name any. */
export async function readSubjects(folder: string): Promise<readonly Subject[]> {
  return (await readFileOf(folder))?.subjects ?? []
}

async function readFileOf(folder: string): Promise<z.infer<typeof vocabularyFile> | undefined> {
  try {
    return await readOptionalConfig(join(folder, 'vocabulary.json'), vocabularyFile)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    console.error(error.message)
    return undefined
  }
}

function vocabularyOf(file: z.infer<typeof vocabularyFile>): Vocabulary {
  const { words, subjects, views, styles, settings, colours } = file
  const all = wordsIn(words)
  const drawn = subjects.flatMap((one) => [one.name, one.plural, ...one.words, ...one.synonyms])
  const modifiers = wordsIn([...Object.values(styles).flat(), ...settings, ...colours])
  // Of `blue whale` only the whale is a thing that a prompt can be about.
  const heads = new Set(drawn.flatMap((phrase) => [...wordsIn([phrase])].at(-1) ?? []))
  const ofSubjects = wordsIn(drawn)
  const others = [...all, ...wordsIn(views)].filter((word) => !modifiers.has(word) && !ofSubjects.has(word))
  const nouns = new Set([...heads, ...others])
  const asked = [...subjects.filter((one) => one.asked_first), ...subjects.filter((one) => !one.asked_first)]
  const named = asked.map(({ name, phrase }) => phrase || name)
  return {
    draws: (word) => singularsOf(word).some((one) => nouns.has(one)),
    knows: (word) => singularsOf(word).some((one) => all.has(one) || nouns.has(one)),
    subjects: named.length > 0 ? named : words,
  }
}

const wordsIn = (phrases: readonly string[]): ReadonlySet<string> =>
  new Set(phrases.flatMap((phrase) => phrase.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []))

/** The word itself, and what it may be the plural of. */
function singularsOf(word: string): readonly string[] {
  const endings: readonly (readonly [string, string])[] = [
    ['s', ''],
    ['es', ''],
    ['ies', 'y'],
    ['ves', 'f'],
    ['ves', 'fe'],
  ]
  const singulars = endings
    .filter(([plural]) => word.endsWith(plural))
    .map(([plural, singular]) => word.slice(0, -plural.length) + singular)
  return [word, ...singulars]
}
