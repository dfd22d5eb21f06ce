import { describe, expect, it } from 'vitest'
import { style } from '#src/pipeline/modes/style.ts'
import type { ResolvedStyle } from '#src/requests/modes/style.ts'
import type { Steps } from '#src/requests/sampling.ts'
import { drawn, sharedSettings } from './drawing.ts'
import { distance, golden, numbers, type GoldenArray } from './golden.ts'
import { picture } from './mode-case.ts'
import { smoothPicture, square, toyStages, toyText } from './toy-network.ts'

interface Style {
  readonly seed: number
  readonly steps: readonly [number, number]
  readonly guidance: readonly [number, number]
  readonly strength: readonly [number, number]
  readonly mixer: number
  readonly noise_level: number
  readonly content: number
  readonly style: number
  readonly negative: number
  readonly first: GoldenArray
  readonly second: GoldenArray
}

it('redraws a picture in a style as IF does in PyTorch', async () => {
  const expected = golden('style') as Style
  const { seed, steps, guidance, strength, mixer } = expected
  const stages = toyStages(square(64), square(128))
  const request: ResolvedStyle = {
    mode: 'style',
    ...sharedSettings({
      seed,
      stageOne: { steps: steps[0], guidance: guidance[0], sampler: 'ddpm' },
      stageTwo: {
        steps: steps[1],
        guidance: guidance[1],
        sampler: 'ddpm',
        noiseLevel: expected.noise_level,
        backProjections: 0,
        strength: strength[1],
      },
    }),
    picture,
    style: 'style',
    prompt: 'content',
    strength: strength[0],
    mixer,
  }
  // The reference knows the picture at both sizes; nothing is resized.
  const at = (side: number) =>
    style(request, stages, { pictures: new Map([[picture.sha256, smoothPicture(square(side))]]) })
  const [first] = at(64).plans
  const [, second] = at(128).plans
  if (first === undefined || second === undefined) throw new Error('Both stages draw.')
  const texts = new Map(
    (['content', 'style', 'negative'] as const).map((key) => [key, toyText(key, expected[key])] as const),
  )
  const [small, large] = await drawn({ ...at(64), plans: [first, second] }, stages, texts)
  expect(distance(small?.data.filter((_, i) => i % 37 === 0) ?? [], numbers(expected.first))).toBeLessThanOrEqual(1e-3)
  expect(distance(large?.data.filter((_, i) => i % 131 === 0) ?? [], numbers(expected.second))).toBeLessThanOrEqual(
    1e-3,
  )
})

describe('the strength of a style', () => {
  const sections = { sections: [10, 10, 10, 10, 10, 10, 10, 10, 0, 0] }
  const stages = toyStages(square(64), square(128))
  const timestepsAt = (steps: Steps, sampler: 'ddpm' | 'dpm++', strength: number): readonly number[] => {
    const settings = sharedSettings({ seed: 1, stageOne: { steps, guidance: 3, sampler } })
    const request = { mode: 'style', ...settings, picture, style: 'style', prompt: '', strength, mixer: 0.25 } as const
    const materials = { pictures: new Map([[picture.sha256, smoothPicture(square(64))]]) }
    return style(request, stages, materials).plans[0]?.timesteps ?? []
  }

  it.each<[Steps, 'ddpm' | 'dpm++']>([
    [1, 'dpm++'],
    [10, 'dpm++'],
    [25, 'dpm++'],
    [25, 'ddpm'],
    ['smart50', 'ddpm'],
    ['fast27', 'dpm++'],
    [sections, 'ddpm'],
    [{ timesteps: [990, 660, 330, 0] }, 'ddpm'],
  ])('begins at a higher level for every higher strength, with %j steps of %s', (steps, sampler) => {
    const all = Array.from({ length: 100 }, (_, i) => timestepsAt(steps, sampler, (i + 1) / 100))
    for (const [i, timesteps] of all.entries()) {
      expect(timesteps[0]).toBeGreaterThan(all[i - 1]?.[0] ?? -1)
      expect(timesteps.at(-1)).toBe(-1)
      expect(timesteps.every((level, step) => level < (timesteps[step - 1] ?? Infinity))).toBe(true)
    }
  })

  it('keeps the timesteps that IF uses at its own strength', () => {
    const own = timestepsAt(sections, 'ddpm', 0.8)
    expect(own).toHaveLength(81)
    expect(own.slice(0, 2)).toEqual([799, 788])
    expect(timestepsAt('smart50', 'ddpm', 0.8).slice(0, 3)).toEqual([799, 766, 733])
  })
})
