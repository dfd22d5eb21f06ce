/** The maximum number of search words of one picture, and the maximum length of a word. */
const limits = { words: 64, characters: 32 }

/** Splits text of any script into words. Scripts without spaces are split by the dictionary of ICU. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Marks above and below letters, except those of Japanese, which make other sounds. */
const marks = /(?![\u3099\u309a])\p{M}/gu

/** The different words of some texts: in lower case, without accents. */
export function wordsIn(texts: readonly string[]): readonly string[] {
  const found = new Set<string>()
  for (const text of texts) {
    const folded = text.normalize('NFKD').replaceAll(marks, '').normalize('NFC').toLowerCase()
    for (const { segment, isWordLike } of segmenter.segment(folded)) {
      if (isWordLike === true) found.add(Array.from(segment).slice(0, limits.characters).join(''))
      if (found.size === limits.words) return [...found]
    }
  }
  return [...found]
}
