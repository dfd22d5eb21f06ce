import { describe, expect, it } from 'vitest'
import { schedulerOfIF } from '#src/pipeline/scheduler.ts'
import { timestepsOf } from '#src/pipeline/timesteps.ts'
import { lastTimesteps, timestepsFrom } from '#src/pipeline/timesteps-from.ts'

const strengths = Array.from({ length: 100 }, (_, i) => (i + 1) / 100)

function sequence(steps: number, sampler: 'ddpm' | 'dpm++'): number[] {
  return [...timestepsOf(steps, sampler, schedulerOfIF(1.5)), -1]
}

describe('timestepsFrom', () => {
  it.each([
    [1, 'dpm++'],
    [5, 'dpm++'],
    [10, 'dpm++'],
    [25, 'dpm++'],
    [10, 'ddpm'],
    [25, 'ddpm'],
    [100, 'ddpm'],
  ] as const)('starts at a higher level for every higher strength, with %i steps of %s', (steps, sampler) => {
    const timesteps = sequence(steps, sampler)
    const firsts = strengths.map((strength) => timestepsFrom(timesteps, strength)[0] ?? -1)
    for (const [i, first] of firsts.entries()) expect(first).toBeGreaterThan(firsts[i - 1] ?? -1)
    expect(timestepsFrom(timesteps, 1)).toEqual(timesteps)
  })

  it('decreases to the clean picture along the sequence', () => {
    const timesteps = sequence(25, 'dpm++')
    for (const strength of strengths) {
      const part = timestepsFrom(timesteps, strength)
      expect(part.slice(1)).toEqual(timesteps.slice(timesteps.length - part.length + 1))
      expect(part.every((level, i) => level < (part[i - 1] ?? Infinity))).toBe(true)
    }
  })

  it('equals diffusers’ if the strength gives a whole number of steps', () => {
    const timesteps = sequence(25, 'dpm++')
    for (let kept = 1; kept <= 25; kept++) {
      expect(timestepsFrom(timesteps, kept / 25)).toEqual(lastTimesteps(timesteps, (kept + 1e-9) / 25))
    }
    expect(timestepsFrom(timesteps, 0.28)).toHaveLength(8)
  })

  it('adds little noise in one step of a low strength', () => {
    expect(timestepsFrom(sequence(1, 'dpm++'), 0.01)[0]).toBeLessThan(15)
  })
})
