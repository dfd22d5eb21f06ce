import { describe, expect, it } from 'vitest'
import { picturesOf, toRequest, resolvedRequest, type ResolvedRequest } from '#src/requests/draw-request.ts'
import type { ModelProfile } from '#src/requests/model-profile.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import { resolve } from '#src/requests/resolve.ts'

const picture = { sha256: 'a'.repeat(64), name: 'fox.png' }
const mask = { sha256: 'b'.repeat(64), name: 'mask.png' }

/** As IF is published: no advice beside the weights. */
const bigIF: ModelProfile = { name: 'IF', stages: [{}, {}] }
const small: ModelProfile = {
  name: 'duckling',
  stages: [
    { sampler: 'dpm++', steps: 24, guidance: 3 },
    { sampler: 'dpm++', steps: 10, guidance: 1, noiseLevel: 80, backProjections: 2 },
  ],
}
const baseOnly: ModelProfile = { name: 'duckling', stages: [{ sampler: 'dpm++', steps: 24, guidance: 3 }] }

const resolved = (input: unknown, model = small): ResolvedRequest => resolve(parseRequest(input), model, () => 4711)

const readings = [
  { prompt: 'a duck', view: { name: 'identity' } },
  { prompt: 'a rabbit', view: { name: 'rotate_cw' } },
]

describe('resolve', () => {
  it('takes missing values from the model', () => {
    expect(resolved({ mode: 'generate', prompt: 'a red fox' })).toEqual({
      mode: 'generate',
      prompt: 'a red fox',
      negative: '',
      seed: 4711,
      count: 1,
      bestOf: 1,
      size: 256,
      model: 'duckling',
      cleanCaption: false,
      stageOne: { sampler: 'dpm++', steps: 24, guidance: 3 },
      stageTwo: { sampler: 'dpm++', steps: 10, guidance: 1, noiseLevel: 80, backProjections: 2, strength: 1 },
    })
  })

  it('takes values that the model does not set from the mode, as in diffusers', () => {
    expect(resolved({ mode: 'generate' }, bigIF)).toMatchObject({
      stageOne: { sampler: 'ddpm', steps: 100, guidance: 7 },
      stageTwo: { sampler: 'ddpm', steps: 50, guidance: 4, noiseLevel: 250, backProjections: 0 },
    })
    expect(resolved({ mode: 'edit', picture }, bigIF)).toMatchObject({
      strengths: [0.7],
      prompt: 'a high quality photo',
      stageOne: { steps: 80, guidance: 10 },
      stageTwo: { steps: 50, guidance: 4, noiseLevel: 250, strength: 0.8 },
    })
    expect(resolved({ mode: 'inpaint', picture, mask: { from: 'transparency' } }, bigIF)).toMatchObject({
      strength: 1,
      stageOne: { steps: 50, guidance: 7 },
      stageTwo: { steps: 100, guidance: 4, noiseLevel: 0, strength: 0.8 },
    })
  })

  it('keeps the person’s values, including a guidance and a seed of 0', () => {
    const request = {
      mode: 'generate',
      seed: 0,
      guidance: 0,
      steps: { timesteps: [999, 500, 0] },
      sampler: 'ddim',
      stageTwo: { steps: 5, noiseLevel: 0, backProjections: 0 },
    }
    expect(resolved(request)).toMatchObject({
      seed: 0,
      stageOne: { guidance: 0, steps: { timesteps: [999, 500, 0] }, sampler: 'ddim' },
      stageTwo: { steps: 5, noiseLevel: 0, backProjections: 0, guidance: 1, sampler: 'dpm++' },
    })
  })

  it('gives a slower sampler more steps than the model’s default', () => {
    expect(resolved({ mode: 'generate', sampler: 'ddpm' })).toMatchObject({ stageOne: { steps: 48 } })
    expect(resolved({ mode: 'generate', sampler: 'ddpm', steps: 24 })).toMatchObject({ stageOne: { steps: 24 } })
  })

  it('draws 64 px if the model has no second stage, and refuses 256', () => {
    const small = resolved({ mode: 'generate' }, baseOnly)
    expect(small).toMatchObject({ size: 64 })
    expect(small).not.toHaveProperty('stageTwo')
    expect(() => resolved({ mode: 'generate', size: 256 }, baseOnly)).toThrow(
      'The model duckling has no 256 px stage; ask for size 64.',
    )
    expect(() => resolved({ mode: 'generate', stageTwo: { steps: 5 } }, baseOnly)).toThrow(
      'The model duckling has no 256 px stage; leave the settings of that stage out.',
    )
    expect(() => resolved({ mode: 'upscale', picture }, baseOnly)).toThrow('cannot enlarge')
  })

  it('falls back to DDPM where DPM-Solver++ is undefined, and refuses it when asked for', () => {
    const alternate = { mode: 'anagram', readings, merge: 'alternate' }
    expect(resolved(alternate)).toMatchObject({ stageOne: { sampler: 'ddpm', steps: 48 } })
    expect(() => resolved({ ...alternate, sampler: 'dpm++' })).toThrow(
      /^Alternating readings change the estimate from step to step; use ddpm or ddim.* instead of dpm\+\+\.$/,
    )
    const repaint = { mode: 'inpaint', picture, mask: { from: 'transparency' }, quality: 'good' }
    expect(resolved(repaint)).toMatchObject({ stageOne: { sampler: 'ddpm' }, stageTwo: { sampler: 'dpm++' } })
    const { quality: _, ...unnamed } = { ...repaint, repeats: 2 }
    expect(resolved(unnamed)).toMatchObject({ quality: 'good', repeats: 2, stageOne: { sampler: 'ddpm' } })
    expect(resolved({ ...unnamed, repeats: undefined })).toMatchObject({ quality: 'fast' })
    const inverse = {
      mode: 'hybrid',
      kind: 'low_high',
      parts: [{ component: 'high', prompt: 'a waterfall' }],
      pinned: { component: 'low', picture },
    }
    expect(resolved(inverse)).toMatchObject({ stageOne: { sampler: 'ddpm' } })
    expect(() => resolved({ ...inverse, sampler: 'dpm++' })).toThrow('noised again at every step')
  })

  it('takes what an illusion lacks from the model, and `none` as no style', () => {
    const illusions = { style: 'an oil painting of', merge: 'balanced', rectify: true } as const
    const painterly: ModelProfile = { ...small, illusions }
    const parts = [
      { component: 'low', prompt: 'a skull' },
      { component: 'high', prompt: 'a flower' },
    ]
    expect(resolved({ mode: 'anagram', readings }, painterly)).toMatchObject(illusions)
    expect(resolved({ mode: 'hybrid', kind: 'low_high', parts }, painterly)).toMatchObject({
      style: 'an oil painting of',
      rectify: true,
    })
    const own = { mode: 'anagram', readings, style: 'None', merge: 'mean', rectify: false }
    const plain = resolved(own, painterly)
    expect(plain).toMatchObject({ style: '', merge: 'mean', rectify: false })
    expect(resolved(own)).toEqual(plain)
  })

  it('takes guidance and sigma of illusions from the model, for them alone and at 64 px', () => {
    const advised: ModelProfile = { ...small, illusions: { guidance: 5, sigma: 3 } }
    const guided = { stageOne: { guidance: 5 }, stageTwo: { guidance: 1 } }
    const parts = [
      { component: 'low', prompt: 'a skull' },
      { component: 'high', prompt: 'a flower' },
    ]
    expect(resolved({ mode: 'anagram', readings }, advised)).toMatchObject(guided)
    expect(resolved({ mode: 'hybrid', kind: 'low_high', parts }, advised)).toMatchObject({ ...guided, sigma: 3 })
    expect(resolved({ mode: 'hybrid', kind: 'low_high', parts, sigma: 1 }, advised)).toMatchObject({ sigma: 1 })
    expect(resolved({ mode: 'hybrid', kind: 'low_high', parts })).toMatchObject({ sigma: 2 })
    expect(resolved({ mode: 'anagram', readings, guidance: 2 }, advised)).toMatchObject({ stageOne: { guidance: 2 } })
    expect(resolved({ mode: 'generate', prompt: 'a fox' }, advised)).toMatchObject({ stageOne: { guidance: 3 } })
  })

  it('expands a comparison, with rows by the first axis and one seed for all', () => {
    const sheet = resolved({
      mode: 'compare',
      of: { mode: 'generate', prompt: 'a fox' },
      axes: [
        { setting: 'steps', values: [5, 10, 20] },
        { setting: 'guidance', values: [1, 7] },
      ],
    })
    if (sheet.mode !== 'compare') throw new Error('not a comparison')
    expect(
      sheet.cells.map((row) => row.map((cell) => [cell.stageOne.steps, cell.stageOne.guidance, cell.seed])),
    ).toEqual([5, 10, 20].map((steps) => [1, 7].map((guidance) => [steps, guidance, 4711])))
  })

  const everyMode: readonly unknown[] = [
    { mode: 'generate', prompt: 'a fox' },
    { mode: 'edit', picture, strength: 0.5 },
    { mode: 'edit', picture, sweep: [0.4, 0.6] },
    { mode: 'inpaint', picture, mask: { from: 'picture', picture: mask } },
    { mode: 'inpaint', picture, mask: { from: 'picture', picture: mask }, quality: 'good' },
    { mode: 'anagram', readings },
    { mode: 'anagram', readings, start: { picture, strength: 0.5 } },
    {
      mode: 'hybrid',
      kind: 'low_high',
      parts: [{ component: 'high', prompt: 'a waterfall' }],
      pinned: { component: 'low', picture },
    },
    { mode: 'denoise', picture },
    { mode: 'upscale', picture },
    { mode: 'style', picture, style: 'a woodcut' },
  ]

  it.each(everyMode)('resolves %j to a valid request, and resolving again changes nothing', (request) => {
    const once = resolved(request)
    expect(resolvedRequest.parse(JSON.parse(JSON.stringify(once)))).toEqual(once)
    if (once.mode === 'compare') throw new Error('not a drawing')
    expect(resolve(parseRequest(toRequest(once)), small, () => 1)).toEqual(once)
  })

  it('names each picture that it needs once', () => {
    expect(picturesOf(parseRequest({ mode: 'generate' }))).toEqual([])
    expect(picturesOf(resolved({ mode: 'inpaint', picture, mask: { from: 'picture', picture: mask } }))).toEqual([
      picture,
      mask,
    ])
    expect(picturesOf(parseRequest({ mode: 'inpaint', picture, mask: { from: 'picture', picture } }))).toEqual([
      picture,
    ])
    const start = { picture, strength: 0.4 }
    expect(picturesOf(resolved({ mode: 'anagram', readings, start }))).toEqual([picture])
    const inverse = { kind: 'colour', parts: [{ component: 'colour', prompt: 'a parrot' }] }
    const pinned = { component: 'grey', picture: mask }
    expect(picturesOf(resolved({ mode: 'hybrid', ...inverse, pinned, start }))).toEqual([mask, picture])
    const edits = {
      mode: 'compare',
      of: { mode: 'edit', picture },
      axes: [{ setting: 'strength', values: [0.2, 0.4] }],
    }
    expect(picturesOf(resolved(edits))).toEqual([picture])
  })
})
