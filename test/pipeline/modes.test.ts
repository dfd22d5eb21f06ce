import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { cascade, type CascadeEvent } from '#src/pipeline/cascade.ts'
import { plansOf } from '#src/pipeline/modes/registry.ts'
import { promptsOf } from '#src/pipeline/plan.ts'
import { composed } from '#src/pipeline/planes.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { stepsOf } from '#src/pipeline/sample.ts'
import type { ResolvedEdit } from '#src/requests/modes/edit.ts'
import type { ResolvedInpaint } from '#src/requests/modes/inpaint.ts'
import { drawn } from './drawing.ts'
import { distance } from './golden.ts'
import { both, drawnOf, materialsOf, picture, planOf, small, stageOne, stages, textsOf } from './mode-case.ts'
import { middleMask, smoothPicture, square } from './toy-network.ts'

const editing: ResolvedEdit = { mode: 'edit', ...both, prompt: 'fox', picture, strengths: [0.5] }

function timestepsAt(steps: number, strength: number): readonly number[] {
  return planOf({ ...editing, strengths: [strength], stageOne: { ...stageOne, steps } }).plans[0]?.timesteps ?? []
}

describe('generate', () => {
  it('gives picture i of several the seed + i, independent of the order of drawing', async () => {
    const request = { mode: 'generate', ...both, prompt: 'fox', count: 2 } as const
    const texts = textsOf(request)
    const finished = async (order: 'picture' | 'stage') => {
      const events: Extract<CascadeEvent, { type: 'picture-finished' }>[] = []
      for await (const event of cascade(planOf(request), stages, { texts, order })) {
        if (event.type === 'picture-finished') events.push(event)
      }
      return events
    }
    const [first, second] = await finished('picture')
    const [sameFirst, sameSecond] = await finished('stage')
    const alone = await drawn(planOf({ ...request, seed: 6, count: 1 }), stages, texts)
    expect([first?.seed, second?.seed]).toEqual([5, 6])
    expect(second?.planes.data).toEqual(alone.at(-1)?.data)
    expect(sameFirst?.planes.data).toEqual(first?.planes.data)
    expect(sameSecond?.planes.data).toEqual(second?.planes.data)
  })

  it('continues after seed 2^53 − 1 with the same pictures as 2^32 lower', () => {
    const lower = torchNormal(Number.MAX_SAFE_INTEGER - 2 ** 32)(20)
    expect(lower).toEqual(torchNormal(Number.MAX_SAFE_INTEGER)(20))
  })

  it('is independent of guidance if the prompt equals the negative prompt', () => {
    const plan = planOf({ mode: 'generate', ...both, prompt: '', negative: '' })
    expect(promptsOf(plan.plans)).toEqual([''])
  })
})

describe('edit', () => {
  it('uses the last part of the schedule, counted as in diffusers', () => {
    expect([timestepsAt(80, 0.7)[0], stepsOf(timestepsAt(80, 0.7))]).toEqual([660, 56])
    expect([timestepsAt(50, 0.8)[0], stepsOf(timestepsAt(50, 0.8))]).toEqual([780, 40])
    expect([timestepsAt(100, 0.8)[0], stepsOf(timestepsAt(100, 0.8))]).toEqual([790, 80])
    expect([timestepsAt(100, 0.5)[0], stepsOf(timestepsAt(100, 0.5))]).toEqual([490, 50])
    expect(timestepsAt(10, 0.01)).toEqual([5, 0, -1])
  })

  it('draws a strength sweep from one seed, and keeps the aspect ratio', async () => {
    const wide = materialsOf({ height: 90, width: 120 })
    const { drawings } = plansOf({ ...editing, strengths: [0.5, 1] }, stages, wide)
    expect(drawings.map(({ plan }) => plan.seed)).toEqual([5, 5])
    const [first, second] = await drawnOf(editing, wide)
    expect([first?.height, first?.width]).toEqual([64, 88])
    expect([second?.height, second?.width]).toEqual([128, 168])
  })

  it.each(['edit', 'style'] as const)('%s keeps the exact aspect ratio at 64 px', async (mode) => {
    const wide = materialsOf({ height: 90, width: 120 })
    const coarse = stages.map((stage) => ({ ...stage, multiple: 32 }))
    const request =
      mode === 'edit'
        ? { ...editing, ...small, mode, stageTwo: undefined }
        : { ...small, mode, prompt: '', picture, style: 'a mosaic', strength: 0.5, mixer: 1 }
    const { plans, shape } = planOf(request, wide, coarse)
    expect(plans[0]?.size).toEqual({ height: 64, width: 96 })
    expect(shape).toEqual({ height: 64, width: 85 })
  })
})

describe('inpaint', () => {
  const request: ResolvedInpaint = {
    mode: 'inpaint',
    ...both,
    prompt: 'fox',
    picture,
    mask: { from: 'transparency' },
    invertMask: false,
    quality: 'fast',
    jumpLength: 2,
    repeats: 2,
    strength: 1,
    feather: 0,
  }
  const materials = materialsOf(square(128))
  const known = smoothPicture(square(128))

  it.each(['fast', 'good', 'diffusers'] as const)('leaves known pixels unchanged: %s', async (quality) => {
    const [, second] = await drawnOf({ ...request, quality }, materials)
    if (second === undefined) throw new Error('No picture.')
    const mask = middleMask(square(128))
    // The painted part blotted out, nothing but the picture is left.
    expect(distance(composed(second, known, mask).data, known.data)).toBeLessThan(1e-6)
    expect(distance(second.data, known.data)).toBeGreaterThan(0.1)
  })

  it('resamples at stage I with quality "good"', () => {
    const [first, second] = planOf({ ...request, quality: 'good', stageOne: { ...stageOne, steps: 30 } }).plans
    expect(stepsOf(first?.timesteps ?? [])).toBe(30 + 14 * 2)
    expect(second?.timesteps.every((level, i, timesteps) => i === 0 || level < (timesteps[i - 1] ?? 0))).toBe(true)
  })

  it('refuses a solver with RePaint, at once', () => {
    const asked = { ...request, quality: 'good', stageOne: { ...stageOne, sampler: 'dpm++' } } as const
    expect(() => plansOf(asked, stages, materials)).toThrow(UserError)
  })

  it('starts from the given picture if a strength is given', () => {
    expect(planOf({ ...request, strength: 0.5 }).plans[0]?.start.from).toBe('picture')
    expect(planOf(request).plans.map(({ start }) => start.from)).toEqual(['noise', 'below'])
  })
})
