import { openModel } from '#src/network/folder.ts'
import { plannedNetworks } from '#src/network/planned-networks.ts'
import { planMemory } from '#src/network/memory-plan.ts'
import { promptLength } from '#src/network/prompt-length.ts'
import { loadUnet } from '#src/network/unet.ts'
import { textWidth } from '#src/network/unet-config.ts'
import type { Row } from '#src/pipeline/predict.ts'

/*
 * Measures what one stage takes in memory, against the memory plan, and how long it loads and steps.
 *
 *   node --import tsx/esm bench/network-memory.ts MODEL STAGE float32|half [STEPS] [THREADS]
 *
 * MODEL is a model folder, STAGE counts from 1. `half` keeps half-precision weights in the mapped file.
 */

const [folder, number = '1', precision = 'float32', steps = '2', threads = '2'] = process.argv.slice(2)
if (folder === undefined || (precision !== 'float32' && precision !== 'half')) throw new Error('give a model folder')

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(2)} GB`
const largest = () => process.resourceUsage().maxRSS * 1000
const stamp = () => ({ wall: performance.now(), cpu: process.cpuUsage() })
const since = ({ wall, cpu }: ReturnType<typeof stamp>) => {
  const { user, system } = process.cpuUsage(cpu)
  return `${((performance.now() - wall) / 1000).toFixed(2)} s (${((user + system) / 1e6).toFixed(2)} s of processors)`
}

const { stages } = await openModel(folder)
const stage = stages[Number(number) - 1]
if (stage === undefined) throw new Error(`${folder} has no stage ${number}`)
const [network] = plannedNetworks({ textEncoder: undefined, stages: [stage] })
if (network === undefined) throw new Error('nothing was planned')
const plan = planMemory([{ ...network, together: [precision], alone: [precision] }], Infinity)

const before = process.memoryUsage().rss
let start = stamp()
const unet = await loadUnet(stage, { threads: Number(threads), castWhenUsed: precision === 'half' })
console.log(`loading: ${since(start)}; largest memory until then ${gigabytes(largest() - before)}`)
const { config } = stage.unet
const [channels, edge, width] = [config.in_channels, stage.sampleSize, textWidth(config)]
const row: Row = {
  input: { data: new Float32Array(channels * edge * edge).fill(0.1), channels, height: edge, width: edge },
  timestep: 500,
  text: { key: 'measured', embedding: new Float32Array(promptLength * width), tokens: promptLength, width },
  ...(config.class_embed_type !== null && { noiseLevel: 250 }),
}
for (let step = 0; step < Number(steps); step++) {
  start = stamp()
  await unet.predict([row, row])
  console.log(`guided step: ${since(start)}`)
}
const measured = largest() - before
console.log(
  `largest memory: ${gigabytes(measured)}, planned ${gigabytes(plan.least)} (${((measured / plan.least - 1) * 100).toFixed(0)} %)`,
)
await unet.dispose()
