import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { cascade, type CascadeEvent } from '#src/pipeline/cascade.ts'
import type { Materials } from '#src/pipeline/modes/materials.ts'
import { plansOf } from '#src/pipeline/modes/plans-of.ts'
import { promptsOf } from '#src/pipeline/plan.ts'
import { composed, filled, type Planes } from '#src/pipeline/planes.ts'
import { psnr } from '#src/pipeline/psnr.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { stepsOf } from '#src/pipeline/sample.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { ResolvedAnagram } from '#src/requests/modes/anagram.ts'
import type { CompareCell } from '#src/requests/modes/compare.ts'
import type { ResolvedEdit } from '#src/requests/modes/edit.ts'
import type { ResolvedInpaint } from '#src/requests/modes/inpaint.ts'
import type { StageSettings, StageTwoSettings } from '#src/requests/sampling.ts'
import { drawn, sharedSettings } from './drawing.ts'
import { distance } from './golden.ts'
import { middleMask, smoothPicture, square, toyStages, toyText } from './toy-network.ts'

const stages = toyStages(square(64), square(128))
const picture = { sha256: 'a'.repeat(64), name: 'smooth.png' }

function materialsOf(size = square(100)): Materials {
  return { pictures: new Map([[picture.sha256, smoothPicture(size)]]), mask: middleMask(size) }
}

function textsOf(request: ResolvedRequest, materials = materialsOf()) {
  const prompts = promptsOf(plansOf(request, stages, materials).drawings.flatMap(({ plan }) => plan.plans))
  return new Map(prompts.map((prompt, seed) => [prompt, toyText(prompt, seed)]))
}

function planOf(request: ResolvedRequest, materials = materialsOf()) {
  const [drawing] = plansOf(request, stages, materials).drawings
  if (drawing === undefined) throw new Error('No drawing.')
  return drawing.plan
}

function drawnOf(request: ResolvedRequest, materials = materialsOf()) {
  return drawn(planOf(request, materials), stages, textsOf(request, materials))
}

const stageOne: StageSettings = { steps: 4, sampler: 'ddpm', guidance: 3 }
const stageTwo: StageTwoSettings = { steps: 3, sampler: 'ddpm', guidance: 1, noiseLevel: 50, strength: 0.8 }
const both = sharedSettings({ seed: 5, stageOne, stageTwo })
const small = sharedSettings({ seed: 5, stageOne })

const editing: ResolvedEdit = { mode: 'edit', ...both, prompt: 'fox', picture, strengths: [0.5] }

function walkOf(steps: number, strength: number): readonly number[] {
  return planOf({ ...editing, strengths: [strength], stageOne: { ...stageOne, steps } }).plans[0]?.walk ?? []
}

/** Three times the grey of a 64 px picture. */
function grey({ data }: Planes): Float32Array {
  return data.slice(0, 4096).map((v, i) => v + (data[4096 + i] ?? 0) + (data[8192 + i] ?? 0))
}

function cell(steps: number, guidance: number): CompareCell {
  const settings = sharedSettings({ stageOne: { ...stageOne, steps, guidance } })
  return { mode: 'generate', ...settings, prompt: 'fox' }
}

describe('generate', () => {
  it('gives picture i of several the seed + i, whichever order they are drawn in', async () => {
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

  it('goes from seed 2^53 − 1 on to the same pictures as 2^32 lower', () => {
    const lower = torchNormal(Number.MAX_SAFE_INTEGER - 2 ** 32)(20)
    expect(lower).toEqual(torchNormal(Number.MAX_SAFE_INTEGER)(20))
  })

  it('has no direction to guide in where the prompt is the negative one', () => {
    const plan = planOf({ mode: 'generate', ...both, prompt: '', negative: '' })
    expect(promptsOf(plan.plans)).toEqual([''])
  })
})

describe('edit', () => {
  it('walks the last part of the schedule, as diffusers counts it', () => {
    expect([walkOf(80, 0.7)[0], stepsOf(walkOf(80, 0.7))]).toEqual([660, 56])
    expect([walkOf(50, 0.8)[0], stepsOf(walkOf(50, 0.8))]).toEqual([780, 40])
    expect([walkOf(100, 0.8)[0], stepsOf(walkOf(100, 0.8))]).toEqual([790, 80])
    expect([walkOf(100, 0.5)[0], stepsOf(walkOf(100, 0.5))]).toEqual([490, 50])
    expect(stepsOf(walkOf(10, 0.01))).toBe(1)
  })

  it('draws a ladder from one seed, and keeps the shape of the picture', async () => {
    const wide = materialsOf({ height: 90, width: 120 })
    const { drawings } = plansOf({ ...editing, strengths: [0.5, 1] }, stages, wide)
    expect(drawings.map(({ column }) => column)).toEqual([0, 1])
    expect(drawings.map(({ plan }) => plan.seed)).toEqual([5, 5])
    const [first, second] = await drawnOf(editing, wide)
    expect([first?.height, first?.width]).toEqual([64, 88])
    expect([second?.height, second?.width]).toEqual([128, 168])
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

  it.each(['fast', 'good', 'diffusers'] as const)('leaves what is known as it was: %s', async (quality) => {
    const [, second] = await drawnOf({ ...request, quality }, materials)
    if (second === undefined) throw new Error('No picture.')
    const mask = middleMask(square(128))
    // The painted part blotted out, nothing but the picture is left.
    expect(distance(composed(second, known, mask).data, known.data)).toBeLessThan(1e-6)
    expect(distance(second.data, known.data)).toBeGreaterThan(0.1)
  })

  it('climbs at stage I where the quality is good', () => {
    const [first, second] = planOf({ ...request, quality: 'good', stageOne: { ...stageOne, steps: 30 } }).plans
    expect(stepsOf(first?.walk ?? [])).toBe(30 + 14 * 2)
    expect(second?.walk.every((level, i, walk) => i === 0 || level < (walk[i - 1] ?? 0))).toBe(true)
  })

  it('refuses a solver with RePaint, at once', () => {
    const asked = { ...request, quality: 'good', stageOne: { ...stageOne, sampler: 'dpm++' } } as const
    expect(() => plansOf(asked, stages, materials)).toThrow(UserError)
  })

  it('starts from what is there where the strength says so', () => {
    expect(planOf({ ...request, strength: 0.5 }).plans[0]?.start.from).toBe('picture')
    expect(planOf(request).plans.map(({ start }) => start.from)).toEqual(['noise', 'below'])
  })
})

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
  }

  it('puts the style before every prompt', () => {
    expect(promptsOf(planOf(anagram).plans)).toEqual(['negative', 'a painting of a fox', 'a painting of an owl'])
  })

  it('refuses a view that is impossible at a size, and a solver that would ask in turn', () => {
    const pieces = toyStages(square(56), square(128))
    const permuted = {
      ...anagram,
      readings: [readings[0], { prompt: 'an owl', view: { name: 'pixel_permute' as const } }],
    }
    expect(() => plansOf(permuted, pieces, materialsOf())).toThrow('another number of pieces')
    const inTurn = { ...anagram, merge: 'alternate', stageOne: { ...stageOne, sampler: 'sde-dpm++' } } as const
    expect(() => plansOf(inTurn, stages, materialsOf())).toThrow('asking the parts in turn')
  })

  it('keeps the pinned component of the real picture, to the last digit', async () => {
    const request: ResolvedRequest = {
      mode: 'hybrid',
      ...small,
      kind: 'colour',
      parts: [{ component: 'colour', prompt: 'fox' }],
      pinned: { component: 'grey', picture },
      style: '',
      sigma: 2,
    }
    const [result] = await drawnOf(request, materialsOf(square(64)))
    if (result === undefined) throw new Error('No picture.')
    expect(distance(grey(result), grey(smoothPicture(square(64))))).toBeLessThan(1e-5)
  })

  it('shares what nobody is asked for between the parts of a pinned triple', () => {
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

  it('tells one row the picture with the style in its pooled path, another the style alone', () => {
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

  it('starts a little less noised than its first step takes it for', () => {
    const steps = { sections: [10, 10, 10, 10, 10, 10, 10, 10, 0, 0] }
    const [first] = planOf({ ...request, stageOne: { ...stageOne, steps } }).plans
    expect(first?.walk[0]).toBe(799)
    expect(first?.start).toMatchObject({ from: 'picture', level: first?.walk[5] })
  })

  it('draws', async () => {
    const [first, second] = await drawnOf(request)
    expect([first?.width, second?.width]).toEqual([64, 128])
  })
})

describe('upscale', () => {
  const request = { mode: 'upscale', ...both, size: 256, picture, prompt: '', way: 'whole' } as const

  it('brings the whole picture to stage I’s size and enlarges that', async () => {
    const pictures = await drawnOf(request, materialsOf({ height: 90, width: 120 }))
    expect(pictures.map(({ height, width }) => [height, width])).toEqual([[128, 176]])
  })

  it('keeps every pixel in tiles', async () => {
    const pictures = await drawnOf({ ...request, way: 'tiles' }, materialsOf({ height: 70, width: 101 }))
    expect(pictures.map(({ height, width }) => [height, width])).toEqual([[144, 200]])
  })

  it('refuses a picture that is too large for tiles', () => {
    const large = { pictures: new Map([[picture.sha256, filled(3, { height: 20, width: 513 })]]) }
    expect(() => plansOf({ ...request, way: 'tiles' }, stages, large)).toThrow('take it as a whole')
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

  it('walks the strided timesteps of the course, and makes one step of it beside that', () => {
    const { drawings, study } = plansOf(request, stages, materialsOf())
    expect(drawings.map(({ row, column }) => [row, column])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
    const walks = drawings.map(({ plan }) => plan.plans[0]?.walk)
    expect(walks[0]).toEqual([250, -1])
    expect(walks[1]).toEqual([250, 240, 210, 180, 150, 120, 90, 60, 30, 0, -1])
    expect(walks[3]?.slice(0, 3)).toEqual([690, 660, 630])
    expect(study?.levels.map(({ signalToNoise }) => signalToNoise)).toEqual([
      expect.closeTo(0.84588799 / 0.15411201, 4),
      expect.closeTo(0.21452302 / 0.78547698, 4),
    ])
  })

  it('starts all ways from the same noise', async () => {
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

  it('measures how near each way comes', () => {
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
  it('is a drawing for every cell', () => {
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
    expect(drawings.map(({ row, column }) => [row, column])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
    expect(drawings.map(({ plan }) => stepsOf(plan.plans[0]?.walk ?? []))).toEqual([4, 4, 8, 8])
  })
})
