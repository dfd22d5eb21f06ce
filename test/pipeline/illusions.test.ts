import { describe, expect, it } from 'vitest'
import type { CascadePlan } from '#src/pipeline/cascade.ts'
import { anagram } from '#src/pipeline/modes/anagram.ts'
import { hybrid } from '#src/pipeline/modes/hybrid.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { SamplerName } from '#src/pipeline/samplers/registry.ts'
import type { ComponentName } from '#src/pipeline/components/registry.ts'
import type { HybridKind, ResolvedHybrid } from '#src/requests/modes/hybrid.ts'
import type { ViewSpec } from '#src/pipeline/views/registry.ts'
import { drawn, sharedSettings } from './drawing.ts'
import { distance, golden, numbers, type GoldenArray } from './golden.ts'
import { smoothPicture, square, toyStages, toyText } from './toy-network.ts'

interface Case {
  readonly name: string
  readonly views: readonly Exclude<ViewSpec['name'], 'jigsaw'>[]
  readonly components: readonly string[]
  readonly prompts: readonly number[]
  readonly negative: number
  readonly merge: 'mean' | 'sum' | 'alternate'
  readonly sampler: SamplerName
  readonly noise_level: number
  readonly guidance: readonly [number, number]
  readonly steps: readonly [number, number]
  readonly seed: number
  readonly pinned?: 'low' | 'grey'
  readonly first: GoldenArray
  readonly second: GoldenArray
}

const cases = golden('illusions') as readonly Case[]
const stages = toyStages(square(64), square(128))
const reference = { sha256: '0'.repeat(64), name: 'smooth.png' }

function settingsOf({ seed, steps, guidance, sampler, negative, noise_level: noiseLevel }: Case) {
  return sharedSettings({
    seed,
    negative: String(negative),
    stageOne: { steps: steps[0], guidance: guidance[0], sampler },
    stageTwo: { steps: steps[1], guidance: guidance[1], sampler, noiseLevel, backProjections: 0, strength: 1 },
  })
}

function anagramOf(golden: Case): CascadePlan {
  const { merge } = golden
  const readings = golden.views.map((name, i) => ({ prompt: String(golden.prompts[i]), view: { name } }))
  if (merge === 'sum') throw new Error('An anagram is not summed.')
  return anagram({ mode: 'anagram', ...settingsOf(golden), readings, style: '', merge, rectify: false }, stages, {
    pictures: new Map(),
  })
}

const kinds: Readonly<Record<string, HybridKind>> = { 'low pinned': 'low_high', 'grey pinned': 'colour' }

function componentNamed(name: string): ComponentName {
  return name.replace('triple-', '') as ComponentName
}

function hybridOf(golden: Case): CascadePlan {
  const kind = kinds[golden.name] ?? (golden.name as HybridKind)
  const other = { low: 'high', grey: 'colour' } as const
  const request = {
    mode: 'hybrid',
    ...settingsOf(golden),
    kind,
    style: '',
    rectify: false,
    sigma: 2,
    parts: golden.prompts.map((prompt, i) => ({
      component: golden.pinned === undefined ? componentNamed(golden.components[i] ?? '') : other[golden.pinned],
      prompt: String(prompt),
    })),
    ...(golden.pinned === undefined ? {} : { pinned: { component: golden.pinned, picture: reference } }),
  } satisfies ResolvedHybrid
  // The reference knows the picture at both sizes; nothing is resized.
  const at = (side: number) =>
    hybrid(request, stages, { pictures: new Map([[reference.sha256, smoothPicture(square(side))]]) })
  const [first] = at(64).plans
  const [, second] = at(128).plans
  if (first === undefined || second === undefined) throw new Error('A hybrid has two plans.')
  return { ...at(64), plans: [first, second] }
}

function every(picture: Planes | undefined, stride: number): ArrayLike<number> {
  return picture?.data.filter((_, i) => i % stride === 0) ?? []
}

describe('draws the same as the papers’ methods in PyTorch', () => {
  it.each(cases)('$name', async (golden) => {
    const illusion = golden.merge === 'sum' ? hybridOf(golden) : anagramOf(golden)
    const texts = new Map([1, 2, 3, 4, 9].map((seed) => [String(seed), toyText(String(seed), seed)]))
    const [first, second] = await drawn(illusion, stages, texts)
    expect(distance(every(first, 37), numbers(golden.first))).toBeLessThanOrEqual(1e-3)
    expect(distance(every(second, 131), numbers(golden.second))).toBeLessThanOrEqual(1e-3)
  })
})
