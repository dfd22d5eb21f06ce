import { join } from 'node:path'
import { openModel } from '#src/network/folder.ts'
import { makeQuantized, quantizedFiles, quantizedForm } from '#src/network/quantized/quantized-encoder.ts'
import { loadTextEncoder } from '#src/network/text-encoder.ts'

/*
 * Measures a text encoder: seconds of loading it and of some prompts, and memory.
 *
 *   node --import tsx/esm bench/text-encoder.ts MODEL 8|4|32 CACHE [THREADS] [RUNS]
 *
 * MODEL is a model folder, CACHE the folder of smaller copies. The copy is made first where it is missing; measure in a second run then.
 */

const [folder, bits = '8', cache = '', threads = '2', runs = '5'] = process.argv.slice(2)
if (folder === undefined || !['8', '4', '32'].includes(bits)) throw new Error('give a model folder and bits')

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(2)} GB`
const stamp = () => ({ wall: performance.now(), cpu: process.cpuUsage() })
const since = ({ wall, cpu }: ReturnType<typeof stamp>) => {
  const { user, system } = process.cpuUsage(cpu)
  return `${((performance.now() - wall) / 1000).toFixed(2)} s (${((user + system) / 1e6).toFixed(2)} s of processors)`
}

const { textEncoder: original } = await openModel(folder)
if (original === undefined) throw new Error(`${folder} has no text encoder`)
let files = original
if (bits !== '32') {
  const form = quantizedForm(original, bits === '8' ? 8 : 4)
  files = quantizedFiles(original, form, join(cache, 'quantized'))
  const start = stamp()
  await makeQuantized(original, files, form, (sentence) => console.log(sentence))
  console.log(`making the copy or finding it: ${since(start)}`)
}

const before = process.memoryUsage().rss
let start = stamp()
const encoder = await loadTextEncoder(files, { threads: Number(threads) })
console.log(`loading: ${since(start)}; memory after it: ${gigabytes(process.memoryUsage().rss)}`)

const short = 'a photo of a red fox in the snow'
const long = Array.from({ length: 12 }, (_, index) => `${short} number ${index}`).join(', ')
const cases = {
  'a short prompt': [short],
  'a short prompt and the empty one': [short, ''],
  'two ordinary prompts': [short, 'an oil painting of an old mill by the river'],
  'two long prompts': [long, `${long}!`],
}
for (const [name, prompts] of Object.entries(cases)) {
  for (let run = 0; run < Number(runs); run++) {
    start = stamp()
    const encoded = await encoder.encode(prompts)
    console.log(`${name} (${encoded.map(({ promptTokens }) => promptTokens).join(' + ')} tokens): ${since(start)}`)
  }
}
console.log(`largest memory: ${gigabytes(process.resourceUsage().maxRSS * 1000)}, ${gigabytes(before)} before loading`)
await encoder.dispose()
