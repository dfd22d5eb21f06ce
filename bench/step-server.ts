import { createInterface } from 'node:readline'
import { openModel } from '#src/network/folder.ts'
import { promptLength } from '#src/network/prompt-length.ts'
import { loadUnet } from '#src/network/unet.ts'
import { textWidth } from '#src/network/unet-config.ts'
import type { Row } from '#src/pipeline/predict.ts'

/* Loads a stage of a model and runs a guided step for every line on standard input, printing its seconds and those of processors. `diffusers-speed.py` starts it. */

const [folder = '', number = '1', threads = '2'] = process.argv.slice(2)
const stage = (await openModel(folder)).stages[Number(number) - 1]
if (stage === undefined) throw new Error(`${folder} has no stage ${number}`)
const unet = await loadUnet(stage, { threads: Number(threads) })
const { config } = stage.unet
const [channels, edge, width] = [config.in_channels, stage.sampleSize, textWidth(config)]
const row: Row = {
  input: { data: new Float32Array(channels * edge * edge).fill(0.1), channels, height: edge, width: edge },
  timestep: 700,
  text: { key: 'a', embedding: new Float32Array(promptLength * width).fill(0.1), tokens: promptLength, width },
  ...(config.class_embed_type !== null && { noiseLevel: 250 }),
}
console.log('ready')
for await (const _ of createInterface({ input: process.stdin })) {
  const [start, before] = [performance.now(), process.cpuUsage()]
  await unet.predict([row, row])
  const { user, system } = process.cpuUsage(before)
  console.log((performance.now() - start) / 1000, (user + system) / 1e6)
}
await unet.dispose()
