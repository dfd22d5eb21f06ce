import type { english, sentences } from './english.ts'
import type { untranslated } from './untranslated.ts'

/** The same keys and the same functions, in any wording. */
type Wording<Text> = Text extends string
  ? string
  : Text extends (...facts: infer Facts) => string
    ? (...facts: Facts) => string
    : { readonly [Key in keyof Text]: Wording<Text[Key]> }

/** What a language has to say. English is the source: a key that a language lacks does not compile. */
export type Translation = Wording<typeof english>

/** Every sentence that may come from another process, and the phrases in them. */
export type Sentences = Pick<Translation, keyof typeof sentences | 'phrases'>

/** Everything else that is said. */
export type Texts = Omit<Translation, keyof Sentences>

/** Everything that the bot says, in one language. */
export type Messages = Translation &
  Wording<typeof untranslated> & {
    /** What options are called here, by their English names; empty in English. */
    readonly optionNames: Readonly<Record<string, string>>
  }
