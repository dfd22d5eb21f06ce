import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { noiseSchedule } from '#src/pipeline/noise-schedule.ts'
import type { Part, SamplingPlan } from '#src/pipeline/plan.ts'
import type { Sampler } from '#src/pipeline/samplers/registry.ts'
import { copied, type Planes } from '#src/pipeline/planes.ts'
import type { Predict, Row } from '#src/pipeline/predict.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { sample, stepsOf, type StepEvent } from '#src/pipeline/sample.ts'
import { anyPart, anyText, anyTexts, knowing, openScheduler, plainPlan, type Hump } from './closed-form.ts'

async function walked(
  plan: SamplingPlan,
  predict: Predict,
  seed = 1,
): Promise<{ picture: Planes; events: StepEvent[] }> {
  const steps = sample(plan, predict, { texts: anyTexts, random: torchNormal(seed) })
  const events: StepEvent[] = []
  let result = await steps.next()
  while (result.done !== true) {
    const { seen, x, estimate, ...step } = result.value
    events.push({ ...step, seen: copied(seen), x: copied(x), estimate: copied(estimate) })
    result = await steps.next()
  }
  return { picture: result.value, events }
}

function momentsOf(values: Float32Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, deviation: Math.sqrt(variance) }
}

const samplers: readonly Sampler[] = [
  { name: 'ddpm' },
  { name: 'ddim', eta: 0 },
  { name: 'ddim', eta: 1 },
  { name: 'dpm++' },
  { name: 'sde-dpm++' },
]

const evenTimesteps = (steps: number) => [
  ...Array.from({ length: steps }, (_, i) => Math.round(990 * (1 - i / steps))),
  -1,
]

const part = (changes: Partial<Part>): Part => ({ ...anyPart, ...changes })

/** A network that answers with one number a row, and what it was asked. */
function recording(answer: (row: Row) => number) {
  const batches: (readonly Row[])[] = []
  const predict: Predict = async (rows) => {
    batches.push(rows.map((row) => ({ ...row, input: copied(row.input) })))
    return rows.map((row) => ({
      ...row.input,
      channels: 6,
      data: new Float32Array(row.input.height * row.input.width * 6).fill(answer(row)),
    }))
  }
  return { batches, predict }
}

describe('with the exact score of a known distribution', () => {
  const humps: readonly Hump[] = [
    { weight: 0.7, mean: -0.5, deviation: 0.1 },
    { weight: 0.3, mean: 0.6, deviation: 0.2 },
  ]

  it.each(samplers)('$name draws that distribution', async (sampler) => {
    const { picture } = await walked(plainPlan(sampler, 150), knowing(humps))
    const left = picture.data.filter((value) => value < 0.05)
    const right = picture.data.filter((value) => value >= 0.05)
    expect(left.length / picture.data.length).toBeCloseTo(0.7, 1)
    expect(momentsOf(left).mean).toBeCloseTo(-0.5, 1)
    expect(Math.abs(momentsOf(left).deviation - 0.1)).toBeLessThan(0.02)
    expect(Math.abs(momentsOf(right).deviation - 0.2)).toBeLessThan(0.03)
    expect(momentsOf(right).mean).toBeCloseTo(0.6, 1)
  })

  // With one hump the probability flow has a closed solution: where in the noise, there in the picture.
  const hump: Hump = { weight: 1, mean: 0.3, deviation: 0.25 }
  const error = async (sampler: Sampler, steps: number) => {
    const plan = plainPlan(sampler, steps, { timesteps: evenTimesteps(steps) })
    const { picture } = await walked(plan, knowing([hump]))
    const alphaBar = noiseSchedule(openScheduler).alphaBar(plan.timesteps[0] ?? 0)
    const spread = hump.deviation / Math.sqrt(alphaBar * hump.deviation ** 2 + 1 - alphaBar)
    const start = torchNormal(1)(picture.data.length)
    return picture.data.reduce((worst, value, i) => {
      const exact = hump.mean + spread * ((start[i] ?? 0) - Math.sqrt(alphaBar) * hump.mean)
      return Math.max(worst, Math.abs(value - exact))
    }, 0)
  }
  it('second-order DPM-Solver++ is closer than DDIM, its first-order case', async () => {
    const second = await error({ name: 'dpm++' }, 20)
    const first = await error({ name: 'ddim', eta: 0 }, 20)
    expect(second).toBeLessThan(first / 2)
  })

  it('halving the step size of DPM-Solver++ reduces its error to about a quarter', async () => {
    expect(await error({ name: 'dpm++' }, 48)).toBeLessThan((await error({ name: 'dpm++' }, 24)) / 2.5)
  })

  it('DDIM converges to the probability flow', async () => {
    expect(await error({ name: 'ddim', eta: 0 }, 198)).toBeLessThan(0.02)
  })
})

describe('sample', () => {
  const small: Partial<SamplingPlan> = { size: { height: 8, width: 16 } }

  it('reports every step', async () => {
    const { events, picture } = await walked(plainPlan({ name: 'ddpm' }, 5, small), recording(() => 0).predict)
    expect(events.map(({ index, total, timestep, next }) => [index, total, timestep, next])).toEqual([
      [0, 5, 800, 600],
      [1, 5, 600, 400],
      [2, 5, 400, 200],
      [3, 5, 200, 0],
      [4, 5, 0, -1],
    ])
    expect(picture).toMatchObject({ channels: 3, height: 8, width: 16 })
    expect(events.at(-1)?.x.data).toEqual(picture.data)
  })

  it('reports x before the step together with the estimate', async () => {
    const { predict, batches } = recording(() => 0)
    const { events } = await walked(plainPlan({ name: 'ddpm' }, 5, small), predict)
    expect(events.map(({ seen }) => seen.data)).toEqual(batches.map((rows) => rows[0]?.input.data))
    expect(events.slice(1).map(({ seen }) => seen.data)).toEqual(events.slice(0, -1).map(({ x }) => x.data))
  })

  it('draws the same picture from the same seed', async () => {
    const plan = plainPlan({ name: 'ddpm' }, 5, small)
    const one = await walked(plan, knowing([{ weight: 1, mean: 0, deviation: 0.5 }]), 7)
    const two = await walked(plan, knowing([{ weight: 1, mean: 0, deviation: 0.5 }]), 7)
    const other = await walked(plan, knowing([{ weight: 1, mean: 0, deviation: 0.5 }]), 8)
    expect(two.picture.data).toEqual(one.picture.data)
    expect(other.picture.data).not.toEqual(one.picture.data)
  })

  it('runs the negative prompt only if guidance needs it', async () => {
    const texts = new Map(['', 'fox', 'hen'].map((key) => [key, { ...anyText, key }]))
    const asked = async (guidance: number) => {
      const { batches, predict } = recording(() => 0)
      const parts = [part({ shows: [{ prompt: 'fox', weight: 1 }], negative: 'hen', guidance })]
      const steps = sample({ ...plainPlan({ name: 'ddpm' }, 1, small), parts }, predict, {
        texts,
        random: torchNormal(1),
      })
      await steps.next()
      return batches[0]?.map((row) => row.text.key)
    }
    expect(await asked(7)).toEqual(['hen', 'fox'])
    expect(await asked(0.5)).toEqual(['hen', 'fox'])
    expect(await asked(1)).toEqual(['fox'])
    expect(await asked(0)).toEqual(['hen'])
  })

  it('runs a row that two parts share only once', async () => {
    const texts = new Map(['', 'a', 'b'].map((key) => [key, { ...anyText, key }]))
    const { batches, predict } = recording(() => 0)
    const parts = ['a', 'b'].map((prompt) => part({ shows: [{ prompt, weight: 1 }], guidance: 3 }))
    const plan = { ...plainPlan({ name: 'ddpm' }, 1, small), parts }
    await sample(plan, predict, { texts, random: torchNormal(1) }).next()
    expect(batches[0]?.map((row) => row.text.key)).toEqual(['', 'a', 'b'])
  })

  it('stops between steps when it is aborted', async () => {
    const abort = new AbortController()
    const steps = sample(plainPlan({ name: 'ddpm' }, 5, small), recording(() => 0).predict, {
      texts: anyTexts,
      random: torchNormal(1),
      signal: abort.signal,
    })
    await steps.next()
    abort.abort(new Error('enough'))
    await expect(steps.next()).rejects.toThrow('enough')
  })

  it('fails if the network overflows', async () => {
    const steps = walked(plainPlan({ name: 'ddpm' }, 5, small), recording(() => Number.NaN).predict)
    await expect(steps).rejects.toThrow(UserError)
  })

  it('names a prompt that was not encoded', async () => {
    const plan = { ...plainPlan({ name: 'ddpm' }, 1, small), parts: [part({ shows: [{ prompt: 'owl', weight: 1 }] })] }
    await expect(walked(plan, recording(() => 0).predict)).rejects.toThrow('owl')
  })

  it('refuses samplers where they are undefined', async () => {
    const climbing = { timesteps: [800, 400, 800, 400, -1] }
    const anew = { constraint: { name: 'inverse problem', renoises: true } }
    const refused: readonly [Sampler, Partial<SamplingPlan>][] = [
      [{ name: 'dpm++' }, climbing],
      [{ name: 'sde-dpm++' }, climbing],
      [{ name: 'dpm++' }, { merge: 'alternate' }],
      [{ name: 'dpm++' }, anew],
      [{ name: 'ddim', eta: 0 }, anew],
    ]
    for (const [sampler, changes] of refused) {
      const drawing = walked(plainPlan(sampler, 4, { ...small, ...changes }), recording(() => 0).predict)
      await expect(drawing).rejects.toMatchObject({ code: 'sampler-not-allowed' })
    }
  })

  it('adds noise where the timesteps increase, and counts only the calls of the network', async () => {
    const plan = plainPlan({ name: 'ddpm' }, 1, { ...small, timesteps: [800, 400, 800, 400, -1] })
    const { batches, predict } = recording(() => 0)
    const { events } = await walked(plan, predict)
    expect(batches.map((rows) => rows[0]?.timestep)).toEqual([800, 800, 400])
    expect(events.map(({ total }) => total)).toEqual([3, 3, 3])
    expect(stepsOf(plan.timesteps)).toBe(3)
  })
})
