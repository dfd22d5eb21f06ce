import { describe, expect, it } from 'vitest'
import { balancedWeights, type Scorer } from '#src/pipeline/balance.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { sample } from '#src/pipeline/sample.ts'
import { viewOf } from '#src/pipeline/views/registry.ts'
import { anyPart, anyText, anyTexts, knowing, plainPlan } from './closed-form.ts'

const parts = [
  { ...anyPart, shows: [{ prompt: 'a duck', weight: 1 }] },
  { ...anyPart, view: viewOf({ name: 'flip' }), shows: [{ prompt: 'a rabbit', weight: 1 }] },
]
const x: Planes = { channels: 3, height: 64, width: 64, data: torchNormal(1)(3 * 64 * 64) }

/** Answers with the same numbers whatever it sees, and keeps what it was asked. */
function fixedScorer(logits: readonly (readonly number[])[], readsNoise = true) {
  const asked: { pictures: readonly Planes[]; prompts: readonly string[] }[] = []
  const scorer: Scorer = {
    readsNoise,
    async score(pictures, prompts) {
      asked.push({ pictures: pictures.map((one) => ({ ...one, data: one.data.slice() })), prompts })
      return logits
    },
  }
  return { scorer, asked }
}

describe('balanced weights', () => {
  it('favour the reading that is seen least, within bounds', async () => {
    const { scorer, asked } = fixedScorer([
      [30, 0],
      [30, 0],
    ])
    const weights = await balancedWeights(scorer, parts, x)
    expect(weights[0]).toBeCloseTo(0.25, 6)
    expect(weights[1]).toBeCloseTo(0.75, 6)
    expect(asked[0]?.prompts).toEqual(['a duck', 'a rabbit'])
    expect(asked[0]?.pictures[1]?.data).toEqual(viewOf({ name: 'flip' }).apply(x).data)
  })

  it('are equal where all readings are seen alike, and before there is anything to see', async () => {
    const sure = fixedScorer([
      [900, 0],
      [0, 900],
    ])
    expect(await balancedWeights(sure.scorer, parts, x)).toEqual([0.5, 0.5])
    expect(await balancedWeights(sure.scorer, parts, undefined)).toEqual([0.5, 0.5])
    const { scorer } = fixedScorer([
      [1, 1],
      [1, 1],
    ])
    const weights = await balancedWeights(scorer, parts, x)
    expect(weights[0]).toBeCloseTo(0.5, 6)
  })
})

describe('a balanced anagram', () => {
  const plan = plainPlan({ name: 'ddim' }, 6, { parts, merge: 'balanced' })
  const texts = new Map([...anyTexts, ...['a duck', 'a rabbit'].map((key) => [key, { ...anyText, key }] as const)])
  const network = knowing([{ weight: 1, mean: 0.3, deviation: 0.2 }])

  async function drawn(scorer: Scorer | undefined, changes = {}): Promise<Planes> {
    const options = { texts, random: torchNormal(3), ...(scorer && { scorer }) }
    const steps = sample({ ...plan, ...changes }, network, options)
    let result = await steps.next()
    while (result.done !== true) result = await steps.next()
    return result.value
  }

  it('is the plain mean where both readings are seen alike', async () => {
    const { scorer } = fixedScorer([
      [0, 0],
      [0, 0],
    ])
    expect((await drawn(scorer)).data).toEqual((await drawn(undefined, { merge: 'mean' })).data)
  })

  it('asks once a step, and shows x or the last estimate of the clean picture', async () => {
    const logits = [
      [1, 0],
      [0, 1],
    ]
    const noisy = fixedScorer(logits)
    await drawn(noisy.scorer)
    expect(noisy.asked).toHaveLength(6)
    const clean = fixedScorer(logits, false)
    await drawn(clean.scorer)
    expect(clean.asked).toHaveLength(5)
    const spread = ({ data }: Planes) => data.reduce((sum, value) => sum + (value - 0.3) ** 2, 0) / data.length
    const [first] = [noisy.asked[0]?.pictures[0], clean.asked[0]?.pictures[0]]
    if (first === undefined) throw new Error('Expected a picture.')
    expect(spread(first)).toBeGreaterThan(0.8)
    const shown = clean.asked[0]?.pictures[0]
    if (shown === undefined) throw new Error('Expected a picture.')
    expect(spread(shown)).toBeLessThan(0.2)
  })

  it('is refused without a scorer', async () => {
    await expect(drawn(undefined)).rejects.toMatchObject({ code: 'no-scorer' })
  })
})
