import { expect, it } from 'vitest'
import { style } from '#src/pipeline/modes/style.ts'
import type { ResolvedStyle } from '#src/requests/modes/style.ts'
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

it('redraws a picture in a style as IF does, in PyTorch', async () => {
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
