import { expect, it } from 'vitest'
import { alignment, concealment } from '#src/pipeline/illusion-scores.ts'

const scores = [
  [0.31, 0.22],
  [0.25, 0.27],
]

it('alignment is that of the worst reading', () => {
  expect(alignment(scores)).toBe(0.27)
})

it('concealment is the mean probability of the right prompt', () => {
  const first = 1 / (1 + Math.exp(-100 * 0.09))
  const second = 1 / (1 + Math.exp(-100 * 0.02))
  expect(concealment(scores, 100)).toBeCloseTo((first + second) / 2, 10)
  expect(
    concealment(
      [
        [0.2, 0.2],
        [0.3, 0.3],
      ],
      100,
    ),
  ).toBe(0.5)
})
