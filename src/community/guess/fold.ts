/** Words that say nothing about what a picture shows. */
const articles = new Set([
  'a',
  'an',
  'the',
  'some',
  'it',
  'is',
  'its',
  'that',
  'this',
  'looks',
  'like',
  'maybe',
  'i',
  'see',
  'of',
])

/**
 * Splits a text into words for comparison: in lower case and in the singular, without accents, punctuation and
 * articles.
 */
export function foldedWords(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’`]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return plain
    .split(' ')
    .filter((word) => word !== '' && !articles.has(word))
    .map(singular)
}

/** The words of a text, joined by spaces. */
export const folded = (text: string): string => foldedWords(text).join(' ')

const irregular: Readonly<Record<string, string>> = {
  mice: 'mouse',
  men: 'man',
  women: 'woman',
  geese: 'goose',
  feet: 'foot',
  teeth: 'tooth',
  children: 'child',
  wolves: 'wolf',
  leaves: 'leaf',
  knives: 'knife',
  octopi: 'octopus',
  cacti: 'cactus',
  buses: 'bus',
}

/** Guesses the singular of a word. A wrong guess does no harm, as long as singular and plural give the same result. */
function singular(word: string): string {
  const known = irregular[word]
  if (known !== undefined) return known
  if (word.length <= 3 || /(?:ss|us|is)$/.test(word)) return word
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1)
  if (/(?:sh|ch|x|ss|z|o)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

/**
 * The number of letters that must be changed, removed, added or swapped to turn one word into the other (restricted
 * Damerau–Levenshtein distance).
 */
export function editDistance(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)]
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1
      const at = (y: number, x: number): number => rows[y]?.[x] ?? Infinity
      let best = Math.min(at(i - 1, j) + 1, (row[j - 1] ?? Infinity) + 1, at(i - 1, j - 1) + same)
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        best = Math.min(best, at(i - 2, j - 2) + 1)
      row.push(best)
    }
    rows.push(row)
  }
  return rows[left.length]?.[right.length] ?? 0
}
