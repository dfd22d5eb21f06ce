import { describe, expect, it } from 'vitest'
import { repaintWalk } from '#src/pipeline/constraints/repaint.ts'
import { stepsOf } from '#src/pipeline/sample.ts'

const falling = (count: number) => Array.from({ length: count }, (_, i) => (count - 1 - i) * 3)

describe('repaintWalk', () => {
  it.each([
    [250, 10, 10, 2410],
    [100, 10, 10, 910],
    [50, 5, 3, 140],
    [30, 5, 3, 80],
    [27, 5, 2, 52],
    [34, 5, 3, 94],
    [30, 10, 5, 110],
  ])('%i timesteps, jumps of %i, walked %i times: %i calls of the network', (count, jump, repeats, calls) => {
    expect(stepsOf(repaintWalk(falling(count), jump, repeats))).toBe(calls)
  })

  it('climbs 2160 times in the paper’s own setting', () => {
    const walk = repaintWalk(falling(250), 10, 10)
    expect(walk).toHaveLength(4571)
    expect(walk.filter((level, i) => level > (walk[i - 1] ?? Infinity))).toHaveLength(2160)
  })

  it('steps to the neighbour only, up and down, from the first level to the clean picture', () => {
    const timesteps = falling(30)
    const walk = repaintWalk(timesteps, 5, 3)
    const index = (level: number) => (level === -1 ? timesteps.length : timesteps.indexOf(level))
    expect(walk.every((level, i) => i === 0 || Math.abs(index(level) - index(walk[i - 1] ?? 0)) === 1)).toBe(true)
    expect(walk[0]).toBe(timesteps[0])
    expect(walk.at(-1)).toBe(-1)
  })

  it('falls straight down where each stretch is walked once', () => {
    expect(repaintWalk([9, 5, 0], 1, 1)).toEqual([9, 5, 0, -1])
  })
})
