import { describe, expect, it } from 'vitest'
import { plansOf } from '#src/pipeline/modes/registry.ts'
import { filled, type Planes } from '#src/pipeline/planes.ts'
import { psnr } from '#src/pipeline/psnr.ts'
import { stepsOf } from '#src/pipeline/sample.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { CompareCell } from '#src/requests/modes/compare.ts'
import { drawn, sharedSettings } from './drawing.ts'
import { both, drawnOf, materialsOf, picture, planOf, small, stageOne, stages, textsOf } from './mode-case.ts'
import { square } from './toy-network.ts'

function cell(steps: number, guidance: number): CompareCell {
  const settings = sharedSettings({ stageOne: { ...stageOne, steps, guidance } })
  return { mode: 'generate', ...settings, prompt: 'fox' }
}

describe('style', () => {
  const request = {
    mode: 'style',
    ...both,
    picture,
    style: 'an oil painting',
    prompt: 'fox',
    strength: 0.8,
    mixer: 0.25,
  } as const

  it('gives one row the picture’s prompt with the style in its pooled path, and another only the style', () => {
    const [first, second] = planOf(request).plans
    expect(first?.parts[0]?.shows).toEqual([
      { prompt: 'fox', style: 'an oil painting', weight: 0.75 },
      { prompt: 'an oil painting', weight: 0.25 },
    ])
    expect(second?.parts[0]?.shows.map(({ weight }) => weight)).toEqual([0.5, 0.5])
    expect(planOf({ ...request, prompt: '' }).plans[0]?.parts[0]?.shows).toEqual([
      { prompt: 'an oil painting', weight: 1 },
    ])
  })

  it('starts with slightly less noise than its first timestep has', () => {
    const steps = { sections: [10, 10, 10, 10, 10, 10, 10, 10, 0, 0] }
    const [first] = planOf({ ...request, stageOne: { ...stageOne, steps } }).plans
    expect(first?.timesteps[0]).toBe(799)
    expect(first?.start).toMatchObject({ from: 'picture', level: first?.timesteps[5] })
  })

  it('draws', async () => {
    const [first, second] = await drawnOf(request)
    expect([first?.width, second?.width]).toEqual([64, 128])
  })
})

describe('upscale', () => {
  const request = { mode: 'upscale', ...both, size: 256, picture, prompt: '', method: 'whole' } as const

  it('scales the whole picture to stage I’s size and enlarges that', async () => {
    const pictures = await drawnOf(request, materialsOf({ height: 90, width: 120 }))
    expect(pictures.map(({ height, width }) => [height, width])).toEqual([[128, 168]])
  })

  it('keeps the aspect ratio as closely as stage II can', () => {
    const [one, two] = stages
    if (one === undefined || two === undefined) throw new Error('No stages.')
    const coarse = [{ ...one, multiple: 32 }, two]
    const [drawing] = plansOf(request, coarse, materialsOf({ height: 160, width: 200 })).drawings
    expect(drawing?.plan.plans[0]?.size).toEqual({ height: 128, width: 160 })
  })

  it('keeps every pixel in tiles', async () => {
    const pictures = await drawnOf({ ...request, method: 'tiles' }, materialsOf({ height: 70, width: 101 }))
    expect(pictures.map(({ height, width }) => [height, width])).toEqual([[144, 200]])
  })

  it('refuses a picture that is too large for tiles', () => {
    const large = { pictures: new Map([[picture.sha256, filled(3, { height: 20, width: 513 })]]) }
    expect(() => plansOf({ ...request, method: 'tiles' }, stages, large)).toThrow('take it as a whole')
  })
})

describe('denoise', () => {
  const request: ResolvedRequest = {
    mode: 'denoise',
    ...small,
    picture,
    prompt: 'fox',
    levels: [250, 690],
    stride: 30,
    blurSigma: 2,
  }

  it('uses strided timesteps, and also denoises in one step', () => {
    const { drawings, study } = plansOf(request, stages, materialsOf())
    const walks = drawings.map(({ plan }) => plan.plans[0]?.timesteps)
    expect(walks[0]).toEqual([250, -1])
    expect(walks[1]).toEqual([250, 240, 210, 180, 150, 120, 90, 60, 30, 0, -1])
    expect(walks[3]?.slice(0, 3)).toEqual([690, 660, 630])
    expect(study?.levels.map(({ signalToNoise }) => signalToNoise)).toEqual([
      expect.closeTo(0.84588799 / 0.15411201, 4),
      expect.closeTo(0.21452302 / 0.78547698, 4),
    ])
  })

  it('starts all methods from the same noise', async () => {
    const { drawings, study } = plansOf(request, stages, materialsOf())
    const plan = drawings[0]?.plan
    if (plan === undefined) throw new Error('No drawing.')
    const seen: Planes[] = []
    const watching = stages.map((stage) => ({
      ...stage,
      predict: async (rows: Parameters<typeof stage.predict>[0]) => {
        seen.push(...rows.map(({ input }) => input))
        return stage.predict(rows)
      },
    }))
    await drawn(plan, watching, textsOf(request))
    expect(seen[0]?.data).toEqual(study?.levels[0]?.noised.data)
  })

  it('measures how close each method comes', () => {
    const { study } = plansOf(request, stages, materialsOf())
    const [near, far] = study?.levels ?? []
    if (study === undefined || near === undefined || far === undefined) throw new Error('No study.')
    expect(psnr(near.noised, study.original)).toBeGreaterThan(psnr(far.noised, study.original))
    expect(psnr(near.blurred, study.original)).toBeGreaterThan(psnr(near.noised, study.original))
    expect(psnr(study.original, study.original)).toBe(Infinity)
    expect(psnr(filled(1, square(4), 1), filled(1, square(4), 0))).toBeCloseTo(10 * Math.log10(4), 6)
  })
})

describe('compare', () => {
  it('makes a request for every cell', () => {
    const { drawings } = plansOf(
      {
        mode: 'compare',
        axes: [
          { setting: 'steps', values: [4, 8] },
          { setting: 'guidance', values: [1, 7] },
        ],
        cells: [
          [cell(4, 1), cell(4, 7)],
          [cell(8, 1), cell(8, 7)],
        ],
      },
      stages,
      materialsOf(),
    )
    expect(drawings.map(({ request }) => [request.stageOne.steps, request.stageOne.guidance])).toEqual([
      [4, 1],
      [4, 7],
      [8, 1],
      [8, 7],
    ])
    expect(drawings.map(({ plan }) => stepsOf(plan.plans[0]?.timesteps ?? []))).toEqual([4, 4, 8, 8])
  })
})
