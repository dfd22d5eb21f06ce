import { fileURLToPath } from 'node:url'
import { answerOf } from '#src/community/guess/answer.ts'
import { judge } from '#src/community/guess/judge.ts'
import { createWordList } from '#src/community/guess/word-list.ts'
import { openModel } from '#src/network/folder.ts'
import { loadTextEncoder, normalizePrompt } from '#src/network/text-encoder.ts'
import { readSubjects } from '#src/network/vocabulary.ts'
import { centreOf, centreWords, likenessOf, meanOf } from '#src/renderer/likeness.ts'

/**
 * Measures how similar the text encoder of a model finds synonyms and wrong words, for the bounds in
 * `src/community/guess/likeness.ts`. `npx tsx bench/likeness.ts [folder]`, about ten seconds with the included model.
 */
const folder = process.argv[2] ?? fileURLToPath(new URL('../models/duckling', import.meta.url))
const subjects = await readSubjects(fileURLToPath(new URL('../models/duckling', import.meta.url)))
const { textEncoder } = await openModel(folder)
if (textEncoder === undefined) throw new Error(`There is no text encoder in ${folder}`)
const encoder = await loadTextEncoder(textEncoder)
const known = new Map<string, Float32Array>()

async function vectorOf(text: string): Promise<Float32Array> {
  const found = known.get(text)
  if (found !== undefined) return found
  const [encoded] = await encoder.encode([normalizePrompt(text)])
  if (encoded === undefined) throw new RangeError('The text encoder left a prompt out')
  const vector = meanOf(encoded)
  known.set(text, vector)
  return vector
}

const centre = centreOf(await Promise.all(centreWords.map(vectorOf)))
const likeness = async (a: string, b: string): Promise<number> =>
  likenessOf(await vectorOf(a), await vectorOf(b), centre)
const percentiles = (values: readonly number[]): string => {
  const sorted = values.toSorted((a, b) => a - b)
  return [0, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999, 1]
    .map((part) => (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN).toFixed(2))
    .join('  ')
}

const words = createWordList(subjects)
const right: number[] = []
const close: number[] = []
const wrong: number[] = []
for (const subject of subjects) {
  for (const synonym of subject.synonyms) right.push(await likeness(synonym, subject.phrase))
  for (const other of subjects) {
    if (other === subject) continue
    for (const name of [other.phrase, ...other.synonyms]) {
      const verdict = judge(name, answerOf(subject.phrase, words), words)
      if (verdict !== 'right') (verdict === 'close' ? close : wrong).push(await likeness(name, subject.phrase))
    }
  }
}
console.log('percentiles 0, 5, 25, 50, 75, 95, 99, 99.9 and 100 of the likeness')
console.log(`${right.length} synonyms:    ${percentiles(right)}`)
console.log(`${close.length} close words: ${percentiles(close)}`)
console.log(`${wrong.length} wrong words: ${percentiles(wrong)}`)
for (const bound of [0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]) {
  const share = (values: readonly number[]): string =>
    `${((100 * values.filter((value) => value >= bound).length) / values.length).toFixed(2)} %`
  console.log(`at least ${bound.toFixed(2)}: synonyms ${share(right)}, close ${share(close)}, wrong ${share(wrong)}`)
}
await encoder.dispose()
