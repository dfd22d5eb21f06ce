import type { CommandWords } from './command-words.ts'
import type { englishOnly } from './english-only.ts'
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
export type Sentences = Omit<
  Pick<Translation, keyof typeof sentences | 'phrases'>,
  keyof ChallengeTexts | keyof GuessTexts
>

/** Words for settings, values and views. */
export type Labels = Pick<
  Translation,
  'requestWords' | 'seenAs' | 'settingLine' | 'suggestedSchedules' | 'suggestedViews'
>

/** What challenges say. */
export type ChallengeTexts = Pick<Translation, 'challenge' | 'ownChallenge' | 'challengeTrouble' | 'challengeRefused'>

/** What guessing rounds say. */
export type GuessTexts = Pick<Translation, 'guessRound' | 'ownGuess' | 'guessRefused'>

/** What servers, moderators and visitors of galleries read. */
export type ServerTexts = Pick<
  Translation,
  | 'settingWords'
  | 'settingPageWords'
  | 'settingOrigins'
  | 'settingsPanel'
  | 'quotaFacts'
  | 'moderationLog'
  | 'privacy'
  | 'gallery'
  | 'stars'
  | 'exportText'
>

/** Everything else that is said. */
export type Texts = Omit<
  Translation,
  keyof Sentences | keyof Labels | keyof ServerTexts | keyof ChallengeTexts | keyof GuessTexts
>

/** Discord's locales that the bot speaks, besides the English ones. */
export type Locale = 'de' | 'fr' | 'es-ES' | 'es-419' | 'pt-BR' | 'ja' | 'ko'

/** A language besides English. */
export interface Language {
  /** The locales by which Discord calls it. */
  readonly locales: readonly Locale[]
  readonly messages: Translation
  readonly commands: CommandWords
}

/** Everything that the bot says, in one language. */
export type Messages = Translation &
  Wording<typeof untranslated> &
  Wording<Omit<typeof englishOnly, 'commands'>> & {
    /** What options are called here, by their English names; empty in English. */
    readonly optionNames: Readonly<Record<string, string>>
    /** The same of commands. */
    readonly commandNames: Readonly<Record<string, string>>
  }
