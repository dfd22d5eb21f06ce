import { describe, expect, it } from 'vitest'
import { repaintTimesteps } from '#src/pipeline/constraints/repaint.ts'
import { stepsOf } from '#src/pipeline/sample.ts'

const falling = (count: number) => Array.from({ length: count }, (_, i) => (count - 1 - i) * 3)

describe('repaintTimesteps', () => {
  it.each([
    [250, 10, 10, 2410],
    [100, 10, 10, 910],
    [50, 5, 3, 140],
    [30, 5, 3, 80],
    [27, 5, 2, 52],
    [34, 5, 3, 94],
    [30, 10, 5, 110],
  ])('%i timesteps, jumps of %i, %i passes: %i calls of the network', (count, jump, repeats, calls) => {
    expect(stepsOf(repaintTimesteps(falling(count), jump, repeats))).toBe(calls)
  })

  it('jumps back 2160 times with the paper’s setting', () => {
    const timesteps = repaintTimesteps(falling(250), 10, 10)
    expect(timesteps).toHaveLength(4571)
    expect(timesteps.filter((level, i) => level > (timesteps[i - 1] ?? Infinity))).toHaveLength(2160)
  })

  it('moves only between neighbouring levels, from the first level to the clean picture', () => {
    const straight = falling(30)
    const timesteps = repaintTimesteps(straight, 5, 3)
    const index = (level: number) => (level === -1 ? straight.length : straight.indexOf(level))
    expect(timesteps.every((level, i) => i === 0 || Math.abs(index(level) - index(timesteps[i - 1] ?? 0)) === 1)).toBe(
      true,
    )
    expect(timesteps[0]).toBe(straight[0])
    expect(timesteps.at(-1)).toBe(-1)
  })

  it('is strictly decreasing with one pass', () => {
    expect(repaintTimesteps([9, 5, 0], 1, 1)).toEqual([9, 5, 0, -1])
  })
})
