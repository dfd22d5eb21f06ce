import { join } from 'node:path'
import { readConfig } from '#src/network/config-file.ts'
import { masked, t5Graph, t5Tensors } from '#src/network/graph/t5-graph.ts'
import { promptLength } from '#src/network/prompt-length.ts'
import { openSession } from '#src/network/session.ts'
import { t5Config } from '#src/network/t5-config.ts'
import { openWeights } from '#src/network/weights.ts'
import { Tensor } from 'onnxruntime-node'

/*
 * Measures a text encoder: seconds of loading it and of two prompts, and memory.
 *
 *   node --import tsx/esm bench/text-encoder.ts FOLDER_OF_CONFIG FOLDER_OF_WEIGHTS [THREADS] [RUNS]
 *
 * The folder of the weights is `text_encoder` itself, or that of a quantised copy.
 */

const [configFolder, weightsFolder, threads = '2', runs = '5'] = process.argv.slice(2)
if (configFolder === undefined || weightsFolder === undefined) throw new Error('give the folders')

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(2)} GB`
const stamp = () => ({ wall: performance.now(), cpu: process.cpuUsage() })
const since = ({ wall, cpu }: ReturnType<typeof stamp>) => {
  const { user, system } = process.cpuUsage(cpu)
  return `${((performance.now() - wall) / 1000).toFixed(2)} s (${((user + system) / 1e6).toFixed(2)} s of processors)`
}

let start = stamp()
const config = await readConfig(join(configFolder, 'config.json'), t5Config)
const weights = await openWeights(weightsFolder, 'model')
const session = await openSession(t5Graph(config, weights, promptLength), { threads: Number(threads) })
console.log(`loading: ${since(start)}; memory after it: ${gigabytes(process.memoryUsage().rss)}`)

const ids = Int32Array.from({ length: 2 * promptLength }, (_, i) => (i % promptLength < 20 ? (i * 7919) % 30_000 : 0))
const mask = Float32Array.from(ids, (id) => (id === 0 ? masked : 0))
const shape = [2, promptLength]
const feeds = {
  [t5Tensors.ids]: new Tensor('int32', ids, shape),
  [t5Tensors.mask]: new Tensor('float32', mask, shape),
}
for (let run = 0; run < Number(runs); run++) {
  start = stamp()
  await session.run(feeds)
  console.log(`two prompts: ${since(start)}`)
}
console.log(`largest memory: ${gigabytes(process.resourceUsage().maxRSS * 1000)}`)
await session.release()
