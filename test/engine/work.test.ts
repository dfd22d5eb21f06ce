import { describe, expect, it } from 'vitest'
import { outlineOf, totalSteps } from '#src/renderer/outline.ts'
import { plansFor } from '#src/renderer/plans.ts'
import { encodePng } from '#src/image/encode.ts'
import { schedulerOfIF } from '#src/pipeline/scheduler.ts'
import { type DrawRequest, modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import { resolve } from '#src/requests/resolve.ts'

const stages = [64, 256].map((edge, stage) => ({
  size: { width: edge, height: edge },
  inChannels: stage === 0 ? 3 : 6,
  scheduler: schedulerOfIF(stage === 0 ? 1.5 : 1),
}))
const profile = { name: 'stub', stages: [{}, {}] }
const picture = { sha256: 'a'.repeat(64), name: 'grey.png' }

const requests: readonly (readonly [string, DrawRequest])[] = [
  ['generate', { mode: 'generate', prompt: 'a fox', count: 3, steps: 12 }],
  ['a named schedule', { mode: 'generate', prompt: 'a fox', steps: 'smart27', stageTwo: { steps: 'super27' } }],
  ['an explicit schedule', { mode: 'generate', prompt: 'a fox', size: 64, steps: { timesteps: [900, 500, 100, 0] } }],
  ['edit', { mode: 'edit', prompt: 'a fox', picture, steps: 20, strength: 0.5 }],
  ['a strength sweep', { mode: 'edit', prompt: 'a fox', picture, steps: 20, sweep: [0.2, 0.5, 0.8] }],
  ['inpaint', { mode: 'inpaint', prompt: 'a fox', picture, mask: { from: 'regions', regions: ['left'] }, steps: 20 }],
  [
    'anagram',
    {
      mode: 'anagram',
      readings: [
        { prompt: 'a duck', view: { name: 'identity' } },
        { prompt: 'a rabbit', view: { name: 'rotate_cw' } },
      ],
    },
  ],
  [
    'hybrid',
    {
      mode: 'hybrid',
      kind: 'low_high',
      parts: [
        { component: 'low', prompt: 'a lion' },
        { component: 'high', prompt: 'a tree' },
      ],
    },
  ],
  [
    'an anagram that begins at a picture',
    {
      mode: 'anagram',
      readings: [
        { prompt: 'a duck', view: { name: 'identity' } },
        { prompt: 'a rabbit', view: { name: 'flip' } },
      ],
      start: { picture, strength: 0.5 },
      steps: 20,
    },
  ],
  ['upscale', { mode: 'upscale', prompt: 'a fox', picture, stageTwo: { steps: 9 } }],
  [
    'compare',
    { mode: 'compare', of: { mode: 'generate', prompt: 'a fox' }, axes: [{ setting: 'steps', values: [5, 10, 20] }] },
  ],
]

const workOf = (request: ResolvedRequest) => modeOf(request).work(request)

function rowsOf(request: DrawRequest): number[] {
  return workOf(resolve(request, profile, () => 1)).map(({ rows }) => rows)
}

const estimated: readonly (readonly [string, DrawRequest])[] = [
  ['denoise', { mode: 'denoise', picture, levels: [300, 600, 900] }],
  ['style', { mode: 'style', picture, style: 'an oil painting', steps: 40, strength: 0.5 }],
  [
    'inpaint that resamples',
    { mode: 'inpaint', picture, mask: { from: 'regions', regions: ['left'] }, quality: 'good', steps: 30, size: 64 },
  ],
]

async function stepsOf(request: DrawRequest): Promise<{ readonly guessed: number; readonly planned: number }> {
  const data = new Uint8Array(4 * 64 * 64).fill(200)
  const { bytes } = await encodePng({ width: 64, height: 64, data })
  const resolved = resolve(request, profile, () => 1)
  const { drawings } = await plansFor(resolved, stages, new Map([[picture.sha256, bytes]]))
  return {
    guessed: workOf(resolved).reduce((sum, work) => sum + work.steps, 0),
    planned: totalSteps(drawings.map(({ plan }) => plan)),
  }
}

describe('the cost of a picture', () => {
  it('counts every tile that the network sees', async () => {
    const { bytes } = await encodePng({ width: 256, height: 128, data: new Uint8Array(4 * 256 * 128).fill(200) })
    const request: DrawRequest = { mode: 'upscale', picture, method: 'tiles', stageTwo: { steps: 9, guidance: 4 } }
    const resolved = resolve({ ...request, prompt: 'a fox' }, profile, () => 1)
    const { drawings } = await plansFor(resolved, stages, new Map([[picture.sha256, bytes]]))
    const [plan] = drawings
    if (plan === undefined) throw new Error('No plan.')
    const asked: string[] = []
    const [outline] = outlineOf(
      plan,
      () => 'stage II',
      (stage, { width, height }) => {
        asked.push(`${stage} at ${width} × ${height}`)
        return 0.5
      },
    )
    // 1024 × 512 with a quarter of 256 shared: five across, three down, two rows each.
    expect(outline).toMatchObject({ width: 1024, height: 512, steps: 9, seconds: 9 * 5 * 3 * 2 * 0.5 })
    expect(asked).toEqual(['1 at 256 × 256'])
  })
})

describe('the cost of a request', () => {
  it.each(estimated)('is about as many steps as its plans have: %s', async (_, request) => {
    const { guessed, planned } = await stepsOf(request)
    expect(guessed / planned).toBeGreaterThan(0.75)
    expect(guessed / planned).toBeLessThan(1.35)
  })

  it.each(requests)('is as many steps as its plans have: %s', async (_, request) => {
    const { guessed, planned } = await stepsOf(request)
    expect(guessed).toBe(planned)
  })

  it('counts the rows of every reading, and none for guidance that is switched off', () => {
    expect(rowsOf({ mode: 'generate', prompt: 'a fox', guidance: 7, stageTwo: { guidance: 1 } })).toEqual([2, 1])
    const readings = ['a duck', 'a rabbit', 'a goose'].map((prompt) => ({ prompt, view: { name: 'flip' as const } }))
    expect(rowsOf({ mode: 'anagram', readings, size: 64, guidance: 7 })).toEqual([6])
    expect(rowsOf({ mode: 'anagram', readings, size: 64, guidance: 7, merge: 'alternate' })).toEqual([2])
    expect(rowsOf({ mode: 'upscale', picture, method: 'tiles', stageTwo: { guidance: 1 } })).toEqual([25])
  })
})
