import { describe, expect, it } from 'vitest'
import { plansOf } from '#src/pipeline/modes/registry.ts'
import { promptsOf } from '#src/pipeline/plan.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { ResolvedAnagram } from '#src/requests/modes/anagram.ts'
import { distance } from './golden.ts'
import { both, drawnOf, materialsOf, picture, planOf, small, stageOne, stages } from './mode-case.ts'
import { smoothPicture, square, toyStages } from './toy-network.ts'

/** Three times the grey of a 64 px picture. */
function grey({ data }: Planes): Float32Array {
  return data.slice(0, 4096).map((v, i) => v + (data[4096 + i] ?? 0) + (data[8192 + i] ?? 0))
}

describe('anagram and hybrid', () => {
  const readings = [
    { prompt: 'a fox', view: { name: 'identity' } },
    { prompt: 'an owl', view: { name: 'flip' } },
  ] as const
  const anagram: ResolvedAnagram = {
    mode: 'anagram',
    ...small,
    readings: [...readings],
    style: 'a painting of',
    merge: 'mean',
    rectify: false,
  }

  it('prepends the style to every prompt', () => {
    expect(promptsOf(planOf(anagram).plans)).toEqual(['negative', 'a painting of a fox', 'a painting of an owl'])
  })

  it('refuses a view that is impossible at a size, and a multistep solver with alternating readings', () => {
    const pieces = toyStages(square(56), square(128))
    const permuted = {
      ...anagram,
      readings: [readings[0], { prompt: 'an owl', view: { name: 'pixel_permute' as const } }],
    }
    expect(() => plansOf(permuted, pieces, materialsOf())).toThrow('another number of pieces')
    const inTurn = { ...anagram, merge: 'alternate', stageOne: { ...stageOne, sampler: 'sde-dpm++' } } as const
    expect(() => plansOf(inTurn, stages, materialsOf())).toThrow('Alternating readings')
  })

  it('starts from a given picture with the same views and components, and draws stage II from noise', () => {
    const hybrid: ResolvedRequest = {
      mode: 'hybrid',
      ...small,
      kind: 'low_high',
      parts: [
        { component: 'low', prompt: 'fox' },
        { component: 'high', prompt: 'owl' },
      ],
      style: '',
      rectify: false,
      sigma: 2,
    }
    const materials = materialsOf(square(64))
    for (const of of [anagram, hybrid]) {
      const request = { ...of, ...both }
      const [first, ...rest] = planOf(request).plans
      const [varied, ...others] = planOf({ ...request, start: { picture, strength: 0.5 } }, materials).plans
      if (first === undefined || varied === undefined) throw new Error('No plan.')
      const steps = first.timesteps.length - 1
      expect(varied.timesteps).toEqual(first.timesteps.slice(-Math.floor(steps / 2) - 1))
      expect(varied.start).toEqual({ from: 'picture', picture: smoothPicture(square(64)) })
      expect(varied.parts.map(({ view, component }) => [view.name, component?.name])).toEqual(
        first.parts.map(({ view, component }) => [view.name, component?.name]),
      )
      expect(others.map(({ start, timesteps }) => ({ start, timesteps }))).toEqual(
        rest.map(({ start, timesteps }) => ({ start, timesteps })),
      )
    }
  })

  it('keeps the pinned component of the given picture exactly', async () => {
    const request: ResolvedRequest = {
      mode: 'hybrid',
      ...small,
      kind: 'colour',
      parts: [{ component: 'colour', prompt: 'fox' }],
      pinned: { component: 'grey', picture },
      style: '',
      rectify: false,
      sigma: 2,
    }
    const [result] = await drawnOf(request, materialsOf(square(64)))
    if (result === undefined) throw new Error('No picture.')
    expect(distance(grey(result), grey(smoothPicture(square(64))))).toBeLessThan(1e-5)
  })

  it('divides the components without a prompt between the parts of a pinned triple', () => {
    const request: ResolvedRequest = {
      mode: 'hybrid',
      ...small,
      kind: 'triple',
      parts: [
        { component: 'middle', prompt: 'fox' },
        { component: 'high', prompt: 'owl' },
      ],
      pinned: { component: 'low', picture },
      style: '',
      rectify: false,
      sigma: 2,
    }
    const noise = { data: torchNormal(1)(3 * 4096), channels: 3, height: 64, width: 64 }
    const parts = planOf(request).plans[0]?.parts ?? []
    const sum = parts.reduce((total, { component }) => {
      const kept = component?.filter(noise).data
      return total.map((value, i) => value + (kept?.[i] ?? 0))
    }, new Float32Array(noise.data.length))
    expect(distance(sum, noise.data)).toBeLessThan(1e-5)
  })
})
