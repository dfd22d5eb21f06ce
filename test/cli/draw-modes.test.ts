import { createHash } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fakeTerminal } from './fake-terminal.ts'
import { halfMask } from './half-mask.ts'

const file = await halfMask()

describe('duckrabbit draw in the other modes', () => {
  const sha256 = createHash('sha256').update(file).digest('hex')
  const picture = { sha256, name: 'p.png' }

  it.each<[string[], Record<string, unknown>]>([
    [
      ['edit', 'p.png', 'a fox', '--strength', '0.4', '--stage-two-strength', '0.2'],
      { mode: 'edit', picture, prompt: 'a fox', strength: 0.4, stageTwo: { strength: 0.2 } },
    ],
    [['edit', 'p.png', '--sweep'], { mode: 'edit', picture, sweep: [0.39, 0.69, 0.78, 0.84, 0.9, 0.96] }],
    [['edit', 'p.png', '--sweep', '0.2,0.4'], { mode: 'edit', picture, sweep: [0.2, 0.4] }],
    [['inpaint', 'p.png'], { mode: 'inpaint', picture, mask: { from: 'transparency' } }],
    [
      ['inpaint', 'p.png', 'sea', '--mask', 'p.png', '--invert-mask', '--feather', '3'],
      { mode: 'inpaint', picture, prompt: 'sea', mask: { from: 'picture', picture }, invertMask: true, feather: 3 },
    ],
    [
      ['inpaint', 'p.png', '--region', 'left,top', '--quality', 'good', '--jump-length', '4', '--repeats', '2'],
      {
        mode: 'inpaint',
        picture,
        mask: { from: 'regions', regions: ['left', 'top'] },
        quality: 'good',
        jumpLength: 4,
        repeats: 2,
      },
    ],
    [
      ['inpaint', 'p.png', '--region', 'left, top'],
      { mode: 'inpaint', picture, mask: { from: 'regions', regions: ['left', 'top'] } },
    ],
    [['inpaint', 'p.png', '--cells', '7,8'], { mode: 'inpaint', picture, mask: { from: 'cells', cells: [7, 8] } }],
    [
      ['anagram', 'a duck', 'a rabbit', '--views', 'rotate_cw', '--style', 'an etching of', '--merge', 'alternate'],
      {
        mode: 'anagram',
        readings: [
          { prompt: 'a duck', view: { name: 'identity' } },
          { prompt: 'a rabbit', view: { name: 'rotate_cw' } },
        ],
        style: 'an etching of',
        merge: 'alternate',
      },
    ],
    [
      ['anagram', 'a', 'b', '--views', 'patch_permute:pieces=8:seed=3,jigsaw'],
      {
        mode: 'anagram',
        readings: [
          { prompt: 'a', view: { name: 'patch_permute', pieces: 8, seed: 3 } },
          { prompt: 'b', view: { name: 'jigsaw' } },
        ],
      },
    ],
    [
      ['hybrid', 'a skull', 'a waterfall', '--sigma', '1.5'],
      {
        mode: 'hybrid',
        kind: 'low_high',
        parts: [
          { component: 'low', prompt: 'a skull' },
          { component: 'high', prompt: 'a waterfall' },
        ],
        sigma: 1.5,
      },
    ],
    [
      ['hybrid', 'a parrot', '--kind', 'colour', '--pin', 'grey=p.png'],
      {
        mode: 'hybrid',
        kind: 'colour',
        parts: [{ component: 'colour', prompt: 'a parrot' }],
        pinned: { component: 'grey', picture },
      },
    ],
    [
      ['hybrid', 'a', 'b', '--start', 'p.png', '--strength', '0.4'],
      {
        mode: 'hybrid',
        kind: 'low_high',
        parts: [
          { component: 'low', prompt: 'a' },
          { component: 'high', prompt: 'b' },
        ],
        start: { picture, strength: 0.4 },
      },
    ],
    [
      ['anagram', 'a', 'b', '--start', 'p.png'],
      {
        mode: 'anagram',
        readings: [
          { prompt: 'a', view: { name: 'identity' } },
          { prompt: 'b', view: { name: 'flip' } },
        ],
        start: { picture, strength: 0.7 },
      },
    ],
    [
      ['hybrid', 'a', 'b', '--kind', 'scale', '--weights', '0.5,-2'],
      {
        mode: 'hybrid',
        kind: 'scale',
        parts: [
          { component: 'scale', prompt: 'a', weight: 0.5 },
          { component: 'scale', prompt: 'b', weight: -2 },
        ],
      },
    ],
    [
      ['denoise', 'p.png', '--levels', '100,900', '--stride', '10', '--blur-sigma', '1'],
      { mode: 'denoise', picture, levels: [100, 900], stride: 10, blurSigma: 1 },
    ],
    [
      ['upscale', 'p.png', '--steps', '9', '--sampler', 'ddim', '--guidance', '2', '--noise-level', '100'],
      { mode: 'upscale', picture, stageTwo: { steps: 9, sampler: 'ddim', guidance: 2, noiseLevel: 100 } },
    ],
    [
      ['upscale', 'p.png', 'a fox', '--method', 'tiles'],
      { mode: 'upscale', picture, prompt: 'a fox', method: 'tiles' },
    ],
    [
      ['style', 'p.png', 'a woodcut', 'a cat', '--mixer', '0.5'],
      { mode: 'style', picture, style: 'a woodcut', prompt: 'a cat', mixer: 0.5 },
    ],
    [
      ['compare', 'a fox', '--rows', 'steps=5,smart27', '--columns', 'prompt=a, b|c', '--seed', '3'],
      {
        mode: 'compare',
        of: { mode: 'generate', prompt: 'a fox', seed: 3 },
        axes: [
          { setting: 'steps', values: [5, 'smart27'] },
          { setting: 'prompt', values: ['a, b', 'c'] },
        ],
      },
    ],
    [
      ['compare', '--picture', 'p.png', '--rows', 'strength=0.2,0.4', '--stage-two-strength', '0.6'],
      {
        mode: 'compare',
        of: { mode: 'edit', picture, stageTwo: { strength: 0.6 } },
        axes: [{ setting: 'strength', values: [0.2, 0.4] }],
      },
    ],
  ])('makes the request of %j', async (words, request) => {
    const terminal = await fakeTerminal()
    await writeFile(join(terminal.directory, 'p.png'), file)
    const { code, err } = await terminal.run('draw', ...words)
    expect(err).not.toMatch(/must|wrong/)
    expect(code).toBe(0)
    expect(terminal.asked[0]?.request).toEqual(request)
    const travels = JSON.stringify(request).includes(sha256)
    expect([...(terminal.asked[0]?.pictures.keys() ?? [])]).toEqual(travels ? [sha256] : [])
  })

  it('writes a denoising study as one sheet', async () => {
    const terminal = await fakeTerminal()
    await writeFile(join(terminal.directory, 'p.png'), file)
    const { out, err } = await terminal.run(
      'draw',
      'denoise',
      'p.png',
      'a fox',
      '--levels',
      '250,750',
      '--out',
      'study.png',
    )
    expect(out).toBe(`${join(terminal.directory, 'study-sheet.png')}\n`)
    expect(err).toContain('Drawing 4 pictures with duckling, seed 40 (stage I 64 × 64, 4 steps).')
  })

  it('writes a sheet for a strength sweep and for a comparison', async () => {
    const terminal = await fakeTerminal()
    await writeFile(join(terminal.directory, 'p.png'), file)
    await terminal.run('draw', 'edit', 'p.png', 'a fox', '--sweep', '0.2,0.4')
    await terminal.run('draw', 'compare', 'a duck', '--rows', 'steps=5,9', '--columns', 'guidance=1,2')
    const files = await readdir(join(terminal.directory, 'out'))
    expect(files.sort()).toEqual([
      'compare-a-duck-sheet.png',
      'edit-a-fox-40-strength-0.2.png',
      'edit-a-fox-40-strength-0.4.png',
      'edit-a-fox-sheet.png',
    ])
  })
})
