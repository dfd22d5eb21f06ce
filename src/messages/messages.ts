import type { english } from './english.ts'
import type { untranslated } from './untranslated.ts'

/** The same keys and the same functions, in any wording. */
type Wording<Text> = Text extends string
  ? string
  : Text extends (...facts: infer Facts) => string
    ? (...facts: Facts) => string
    : { readonly [Key in keyof Text]: Wording<Text[Key]> }

/** What a language has to say. English is the source: a key that a language lacks does not compile. */
export type Translation = Wording<typeof english>

/** Everything that the bot says, in one language. */
export type Messages = Translation & Wording<typeof untranslated>
