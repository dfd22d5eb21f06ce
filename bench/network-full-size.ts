import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadGoldenUnet, readGoldenStep, goldenError } from '#src/network/golden-step.ts'
import { unetGraph } from '#src/network/graph/unet-graph.ts'
import { readConfig } from '#src/network/config-file.ts'
import { promptLength } from '#src/network/prompt-length.ts'
import { unetStem } from '#src/network/unet.ts'
import { unetConfig } from '#src/network/unet-config.ts'
import { openWeights } from '#src/network/weights.ts'

/*
 * Compares a full-size UNet with random weights to diffusers: largest difference, time to build the graph, to load it and to run a
 * guided step, and memory.
 *
 *   python bench/network-full-size.py make FOLDER
 *   node --import tsx/esm bench/network-full-size.ts FOLDER/IF-I-M PYTHON [PAIRS] [THREADS]
 *
 * The steps alternate with those of diffusers in another process, so that other load on the machine affects both equally.
 */

const [folder, python, pairs = '5', threads = '2'] = process.argv.slice(2)
if (folder === undefined || python === undefined)
  throw new Error('give a folder that network-full-size.py made, and a Python')

const seconds = (since: number) => (performance.now() - since) / 1000
const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(2)} GB`

let start = performance.now()
const config = await readConfig(join(folder, 'config.json'), unetConfig)
const weights = await openWeights(folder, unetStem)
const graph = unetGraph(config, weights, promptLength)
console.log(
  `graph: ${seconds(start).toFixed(2)} s, ${(graph.bytes.length / 1000).toFixed(0)} kB; weights: ${gigabytes(weights.bytes)}`,
)

start = performance.now()
const unet = await loadGoldenUnet(folder, { threads: Number(threads) })
console.log(
  `loading, graph included: ${seconds(start).toFixed(1)} s; memory after it: ${gigabytes(process.memoryUsage().rss)}`,
)

// network-full-size.py names its tensors without a case.
const step = await readGoldenStep(folder, 'step')
console.log(`largest difference from diffusers: ${(await goldenError(unet, step)).toExponential(1)}`)

const script = join(dirname(fileURLToPath(import.meta.url)), 'network-full-size.py')
const other = spawn(python, [script, 'serve', dirname(folder), basename(folder), threads], {
  stdio: ['pipe', 'pipe', 'inherit'],
})
const lines = createInterface({ input: other.stdout })[Symbol.asyncIterator]()
const line = async (): Promise<string> => (await lines.next()).value ?? ''
await line()

const ours: number[] = []
const theirs: number[] = []
// The first pair is not measured, since both compile at their first step.
for (let pair = 0; pair <= Number(pairs); pair++) {
  start = performance.now()
  await unet.predict(step.rows)
  const mine = seconds(start)
  other.stdin.write('\n')
  const their = Number(await line())
  if (pair === 0) continue
  ours.push(mine)
  theirs.push(their)
  console.log(`guided step: ${mine.toFixed(2)} s, diffusers ${their.toFixed(2)} s, ratio ${(their / mine).toFixed(2)}`)
}
other.stdin.end()
await unet.dispose()

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const ratios = ours.map((own, index) => (theirs[index] ?? NaN) / own)
console.log(
  `median step: ${median(ours).toFixed(2)} s, diffusers ${median(theirs).toFixed(2)} s; median ratio ${median(ratios).toFixed(2)}`,
)
console.log(`largest memory: ${gigabytes(process.resourceUsage().maxRSS * 1000)}`)
