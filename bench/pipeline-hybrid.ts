import { createArrayPool } from '#src/pipeline/array-pool.ts'
import { decompositions } from '#src/pipeline/components/registry.ts'
import type { Part, SamplingPlan } from '#src/pipeline/plan.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { Predict, Text } from '#src/pipeline/predict.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { sample } from '#src/pipeline/sample.ts'
import { schedulerOfIF } from '#src/pipeline/scheduler.ts'
import { evenTimesteps } from '#src/pipeline/timesteps.ts'
import { identity } from '#src/pipeline/views/identity.ts'
import { networkMs } from './network-speed.ts'

/**
 * Measures the time of a hybrid's step outside the network, with its large blurs: `node --import tsx/esm bench/pipeline-hybrid.ts`.
 *
 * The percentage is the share of a step of the embedded model, which has one row per part and one for the negative prompt that
 * they share.
 */
const perRow = await networkMs()
console.log(`the network: ${perRow[64].toFixed(1)} ms a row at 64 px, ${perRow[256].toFixed(1)} ms at 256 px`)

const pool = createArrayPool()

for (const side of [64, 256] as const) {
  for (const kind of ['low_high', 'triple', 'colour', 'motion'] as const) {
    const { ms, rows } = await stepOf(kind, side)
    const share = (100 * ms) / (ms + rows * perRow[side])
    console.log(
      `${side} px, ${kind.padEnd(8)} ${rows} rows ${ms.toFixed(2).padStart(6)} ms a step, ${share.toFixed(1)} %`,
    )
  }
}

async function stepOf(kind: 'low_high' | 'triple' | 'colour' | 'motion', side: 64 | 256) {
  const steps = 10
  const text: Text = { key: '', embedding: new Float32Array(1), tokens: 1, width: 1 }
  const parts = Object.values(decompositions[kind].of(2)).map((component): Part => ({
    view: identity,
    shows: [{ prompt: component.name, weight: 1 }],
    negative: '',
    guidance: 4,
    component,
  }))
  const prompts = ['', ...parts.flatMap(({ shows }) => shows.map(({ prompt }) => prompt))]
  const texts = new Map(prompts.map((prompt) => [prompt, { ...text, key: prompt }]))
  const scheduler = { ...schedulerOfIF(side === 64 ? 1.5 : 1), predictionType: 'v_prediction' } as const
  const plan: SamplingPlan = {
    stage: 0,
    size: { height: side, width: side },
    scheduler,
    sampler: { name: 'dpm++' },
    timesteps: [...evenTimesteps(steps, 'dpm++', scheduler), -1],
    start: { from: 'noise' },
    parts,
    merge: 'sum',
    ...(side === 64 ? {} : { conditioning: { noiseLevel: 50 } }),
  }
  const answers = prompts.map((_, seed): Planes => {
    return { data: torchNormal(seed)(6 * side * side), channels: 6, height: side, width: side }
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
  return { ms: times.slice(2).sort((a, b) => a - b)[2] ?? Number.NaN, rows: prompts.length }
}
