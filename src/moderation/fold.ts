import unhomoglyph from 'unhomoglyph'

/** Characters that stand for one of two letters. A text is read in both ways. */
export const readings = ['i', 'l'] as const
export type Reading = (typeof readings)[number]

/** Letters that look alike but are missing from Unicode's list of confusables. */
const moreLookAlikes: Readonly<Record<string, string>> = {
  к: 'k',
  ĸ: 'k',
  н: 'h',
  ʜ: 'h',
  т: 't',
  м: 'm',
  в: 'b',
  ß: 'b',
  ω: 'w',
  ...smallCapitals('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡ', 'abcdefghijklmnopqrstuvw'),
  ...smallCapitals('ʏᴢ', 'yz'),
}

/** Capitals of the size of small letters, by the letters that they are. */
function smallCapitals(capitals: string, letters: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from(capitals, (capital, index) => [capital, letters[index] ?? capital]))
}

/** The first letters of alphabets of symbols that have no compatible plain letter: flags, and white letters on black. */
const symbolAlphabets = [0x1f1e6, 0x1f150, 0x1f170]

/**
 * A text as a reader sees it, in lower-case plain letters: without compatible forms (NFKC), combining marks, invisible
 * characters and look-alikes of other scripts. Digits and symbols stay. `unleet` reads those.
 *
 * @param reading - what `I`, `1`, `!` and `|` stand for
 */
export function fold(text: string, reading: Reading): string {
  const marked = text.normalize('NFKC').replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
  const plain = bare(Array.from(bare(marked), lookedAt).join(''))
  return plain.replaceAll('I', reading).toLowerCase()
}

/** Removes combining marks, except for those that change a Japanese sound. */
const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/(?![\u3099\u309a])\p{M}/gu, '')
    .normalize('NFC')

/** The ASCII letters that a character of another script looks like. */
function lookedAt(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  if (code < 0x80) return sign
  const alphabet = symbolAlphabets.find((first) => code >= first && code < first + 26)
  if (alphabet !== undefined) return String.fromCharCode(0x61 + code - alphabet)
  return moreLookAlikes[sign] ?? moreLookAlikes[sign.toLowerCase()] ?? unhomoglyph(sign)
}

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '€': 'e',
}

/** Replaces digits and symbols by the letters that they stand for. Words without any letter, such as numbers, stay. */
export const unleet = (folded: string, reading: Reading): string =>
  /\p{L}/u.test(folded)
    ? folded.replaceAll(/[1!|]/g, reading).replaceAll(/[0345789@$€]/g, (sign) => leet[sign] ?? sign)
    : folded

/** Stretched letters: three or more of a kind stand for one or for two. In a word with such letters, two may stand for one as well. */
export const collapsed = (folded: string): readonly string[] =>
  /(.)\1\1/u.test(folded)
    ? [
        folded.replaceAll(/(.)\1{2,}/gu, '$1'),
        folded.replaceAll(/(.)\1{2,}/gu, '$1$1'),
        folded.replaceAll(/(.)\1+/gu, '$1'),
      ]
    : [folded]
