import { createArrayPool } from '#src/pipeline/array-pool.ts'
import type { SamplingPlan } from '#src/pipeline/plan.ts'
import type { SamplerName } from '#src/pipeline/samplers/registry.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { Predict, Text } from '#src/pipeline/predict.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { sample } from '#src/pipeline/sample.ts'
import { schedulerOfIF } from '#src/pipeline/scheduler.ts'
import { evenTimesteps } from '#src/pipeline/timesteps.ts'
import { identity } from '#src/pipeline/views/identity.ts'
import { networkMs } from './network-speed.ts'

/**
 * Measures the time of a step outside the network, with a network that answers at once: `node --import tsx/esm bench/pipeline-overhead.ts`.
 *
 * The percentage is the share of a step of the embedded model.
 */
const perRow = await networkMs()
console.log(`the network: ${perRow[64].toFixed(1)} ms a row at 64 px, ${perRow[256].toFixed(1)} ms at 256 px`)

const pool = createArrayPool()
const text: Text = { key: '', embedding: new Float32Array(1), tokens: 1, width: 1 }
const texts = new Map(['', 'prompt'].map((prompt) => [prompt, { ...text, key: prompt }]))

for (const size of [64, 256] as const) {
  for (const guidance of size === 64 ? [4] : [1, 4]) {
    for (const name of ['dpm++', 'sde-dpm++', 'ddim', 'ddpm'] as const) {
      const ms = await stepMs(size, name, guidance)
      const rows = guidance === 1 ? 1 : 2
      const share = (100 * ms) / (ms + rows * perRow[size])
      console.log(
        `${size} px, ${rows} row${rows === 1 ? '' : 's'}, ${name.padEnd(9)} ${ms.toFixed(2).padStart(6)} ms a step, ${share.toFixed(1)} %`,
      )
    }
  }
}

async function stepMs(side: 64 | 256, name: SamplerName, guidance: number): Promise<number> {
  const scheduler = { ...schedulerOfIF(side === 64 ? 1.5 : 1), predictionType: 'v_prediction' } as const
  const steps = 25
  const plan: SamplingPlan = {
    stage: 0,
    size: { height: side, width: side },
    scheduler,
    sampler: name === 'ddim' ? { name, eta: 0 } : { name },
    timesteps: [...evenTimesteps(steps, name, scheduler), -1],
    start: { from: 'noise' },
    parts: [{ view: identity, shows: [{ prompt: 'prompt', weight: 1 }], negative: '', guidance }],
    merge: 'mean',
    ...(side === 64 ? {} : { conditioning: { noiseLevel: 50 } }),
  }
  const answers = [1, 2].map((seed): Planes => {
    const data = torchNormal(seed)(6 * side * side)
    return { data, channels: 6, height: side, width: side }
  })
  const predict: Predict = async (rows) => answers.slice(0, rows.length)
  const below: Planes = { data: new Float32Array(3 * 64 * 64), channels: 3, height: 64, width: 64 }
  const times: number[] = []
  for (let run = 0; run < 7; run++) {
    const start = performance.now()
    for await (const step of sample(plan, predict, { texts, random: torchNormal(run), below, pool })) void step
    times.push((performance.now() - start) / steps)
  }
  // V8 compiles during the first runs.
  return times.slice(2).sort((a, b) => a - b)[2] ?? Number.NaN
}
