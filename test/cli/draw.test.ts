import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { fakeTerminal } from './fake-terminal.ts'

/** A picture to start from, and to be a mask: its left half is white, its right half see-through. */
const halves = Uint8Array.from({ length: 32 * 32 * 4 }, (_, i) => ((i >> 2) % 32 < 16 ? 255 : 0))
const file = await sharp(halves, { raw: { width: 32, height: 32, channels: 4 } })
  .png()
  .toBuffer()

const help = (text: string): string => text.replaceAll(/\s+/g, ' ')

describe('duckrabbit draw', () => {
  it('paints, says where the pictures are, and names them after the prompt', async () => {
    const terminal = await fakeTerminal()
    const { code, out, err } = await terminal.run('draw', 'generate', 'Ein rotes Füchschen, im Schnee!', '--seed', '7')
    expect(code).toBe(0)
    expect(out).toBe(`${join(terminal.directory, 'out', 'ein-rotes-fuchschen-im-schnee-7.png')}\n`)
    expect(err).toBe(
      'Loading stage I.\nPainting one picture with duckling, seed 7 (stage I 64 × 64, 4 steps).\nMind this.\nDone in 1 min 05 s.\n',
    )
  })

  it('never overwrites a picture in a folder', async () => {
    const terminal = await fakeTerminal()
    await terminal.run('draw', 'generate', '--seed', '7')
    await terminal.run('draw', 'generate', '--seed', '7')
    expect(await readdir(join(terminal.directory, 'out'))).toEqual(['unprompted-7-2.png', 'unprompted-7.png'])
  })

  it('writes where --out says: a file, or a folder', async () => {
    const terminal = await fakeTerminal()
    await terminal.run('draw', 'generate', 'a fox', '--out', 'here/fox.png')
    await terminal.run('draw', 'generate', 'a fox', '--out', 'there', '--strip', '--seed', '1')
    await terminal.run('draw', 'generate', 'a fox', '--out', 'many.png', '--count', '2', '--strip', '--seed', '1')
    expect((await readdir(terminal.directory, { recursive: true })).sort()).toEqual(
      [
        'here',
        join('here', 'fox.png'),
        'many-1-steps.png',
        'many-1.png',
        'many-2-steps.png',
        'many-2.png',
        'there',
        join('there', 'a-fox-1-steps.png'),
        join('there', 'a-fox-1.png'),
      ].sort(),
    )
  })

  it('makes a sheet of the best of several seeds', async () => {
    const terminal = await fakeTerminal()
    const { out } = await terminal.run('draw', 'generate', 'a fox', '--best-of', '3', '--seed', '5')
    expect(out.trim().split('\n')).toHaveLength(4)
    expect((await readdir(join(terminal.directory, 'out'))).sort()).toEqual([
      'a-fox-5.png',
      'a-fox-6.png',
      'a-fox-7.png',
      'a-fox-sheet.png',
    ])
  })

  it('hands every option on', async () => {
    const terminal = await fakeTerminal()
    const line =
      'draw generate --negative text --seed 9 --count 2 --size 256 --steps 12 --sampler ddim --guidance 2.5 --clean-caption ' +
      '--noise-level 0 --back-projections 3 --stage-two-steps 5 --stage-two-sampler dpm++ --stage-two-guidance 0 --device cpu --threads 2 --strip --model other'
    expect(await terminal.run(...line.split(' '))).toMatchObject({ code: 0 })
    expect(terminal.asked).toMatchObject([
      {
        settings: { device: 'cpu', threads: 2, cacheDir: join(terminal.directory, 'data', 'cache') },
        request: {
          mode: 'generate',
          negative: 'text',
          seed: 9,
          count: 2,
          size: 256,
          steps: 12,
          sampler: 'ddim',
          guidance: 2.5,
          cleanCaption: true,
          model: 'other',
          stageTwo: { steps: 5, sampler: 'dpm++', guidance: 0, noiseLevel: 0, backProjections: 3 },
        },
        options: { keep: 8 },
      },
    ])
  })

  it('leaves everything that is not said to the model', async () => {
    const terminal = await fakeTerminal()
    await terminal.run('draw', 'generate')
    expect(terminal.asked[0]?.request).toEqual({ mode: 'generate' })
    expect(terminal.asked[0]?.options).not.toHaveProperty('keep')
  })

  it.each([
    ['--schedule smart27', 'smart27'],
    ['--timesteps 999,500,0', { timesteps: [999, 500, 0] }],
  ])('takes timesteps by %s', async (option, steps) => {
    const terminal = await fakeTerminal()
    await terminal.run('draw', 'generate', ...option.split(' '))
    expect(terminal.asked[0]?.request).toEqual({ mode: 'generate', steps })
  })

  it('finds a model by its folder', async () => {
    const terminal = await fakeTerminal()
    await mkdir(join(terminal.directory, 'mine', 'unet'), { recursive: true })
    expect(await terminal.run('draw', 'generate', '--model', './mine')).toMatchObject({ code: 0 })
    expect(terminal.asked[0]).toMatchObject({
      request: { model: 'mine' },
      settings: { modelDirs: [terminal.directory, expect.any(String)] },
    })
  })
})

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
  ])('asks for what %j says', async (words, request) => {
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
    expect(err).toContain('Painting 4 pictures with duckling, seed 40 (stage I 64 × 64, 4 steps).')
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

describe('duckrabbit draw of several meanings', () => {
  it('writes all readings beside the picture, and the picture in motion where asked', async () => {
    const terminal = await fakeTerminal()
    await terminal.run('draw', 'anagram', 'a', 'b', '--views', 'flip', '--out', 'duck.png', '--animate')
    await terminal.run('draw', 'hybrid', 'a', 'b', '--out', 'skull.png')
    expect((await readdir(terminal.directory)).filter((name) => name !== 'data').sort()).toEqual([
      'duck-moving.webp',
      'duck-readings.png',
      'duck.png',
      'skull-readings.png',
      'skull.png',
    ])
  })

  it('writes any picture in motion where asked, and the strip that it is made of only where that was asked for', async () => {
    const terminal = await fakeTerminal()
    await writeFile(join(terminal.directory, 'p.png'), file)
    await terminal.run('draw', 'edit', 'p.png', 'a fox', '--out', 'fox.png', '--animate')
    await terminal.run('draw', 'generate', 'a hare', '--out', 'hare.png', '--animate')
    expect(terminal.asked.map(({ options }) => options.keep)).toEqual([8, 8])
    const written = (await readdir(terminal.directory)).filter((name) => /^(fox|hare)/.test(name)).sort()
    expect(written).toEqual(['fox-moving.webp', 'fox.png', 'hare-moving.webp', 'hare.png'])
  })
})

describe('duckrabbit draw with something wrong', () => {
  it.each<[string, string]>([
    ['generate x --seed seven', '`seed` must be a whole number from 0 to 9007199254740991; you gave "seven".'],
    ['generate x --steps 0', '`steps` must be a whole number from 1 to 1000; you gave 0.'],
    ['generate x --size 100', '`size` must be 64 or 256; you gave 100.'],
    ['generate x --device gpu', '`device` must be one of cpu, webgpu, cuda, auto; you gave "gpu".'],
    ['generate x --threads -1', '`threads` must be a whole number from 0 to 1024; you gave -1.'],
    ['generate x --steps 5 --schedule smart27', 'Give only one of --steps, --schedule and --timesteps.'],
    ['generate x --size 64 --noise-level 50', 'With --size 64 there is no 256 px stage'],
    ['edit p.png --size 64 --stage-two-strength 0.5', 'With --size 64 there is no 256 px stage'],
    ['generate x --count 2 --best-of 2', 'Give either --count or --best-of, not both.'],
    [
      'generate x --out fox.jpg',
      'Pictures are written as PNG; give --out a name that ends in .png, or a folder, instead of fox.jpg.',
    ],
    ['generate x y', "Too many arguments for 'generate'. Expected 1 argument but got 2."],
    ['generate x --colour', "Unknown option '--colour'"],
    ['edit', "Missing required argument 'picture'"],
    ['edit gone.png', 'gone.png that could be read.'],
    ['inpaint p.png --mask p.png --cells 1', 'Give only one of --mask, --region and --cells.'],
    ['inpaint p.png --region middle', 'A region is named by left, right, top, bottom, centre, border, circle'],
    ['anagram a', '`readings` must be two to four prompts, each with its view: an anagram has more than one meaning'],
    ['anagram a b c --views flip', 'An anagram needs a view for each prompt; you gave 3 prompts and 1 views.'],
    ['anagram a b --views flip,flip', 'Two prompts share one view; give each prompt a view of its own.'],
    ['anagram a b --views skew:turns=2', 'The view of prompt 2 has no setting `turns`.'],
    ['hybrid a', 'A low_high hybrid needs 2 prompts here (low, high); you gave 1.'],
    ['hybrid a --kind quad', '`kind` must be one of low_high, triple, colour, motion, scale; you gave "quad".'],
    ['hybrid a --pin low', '--pin takes a component and a file, such as low=photo.jpg; you gave low.'],
    ['hybrid a --pin grey=p.png', 'A low_high hybrid has no component `grey`; it has low, high.'],
    ['hybrid a --pin lwo=p.png', '`pinned.component` must be one of low, middle, high'],
    ['hybrid a b --kind scale --weights 1', 'Give a weight for each prompt: 2 prompts, 1 weights.'],
    ['anagram a b --strength 0.3', '--strength says how far a picture is painted over; give the picture with --start.'],
    ['compare x --rows steps', 'A setting to compare is written as steps=5,10,20; you gave steps.'],
    ['compare x --rows steps=5,9 --count 2', "Unknown option '--count'"],
    ['compare --picture p.png --rows steps=5,9 --sweep', "Unknown option '--sweep'"],
    [
      'compare x --rows steps=5,9 --strength 0.5',
      '--strength belongs to edits: give a picture with --picture, or leave it out.',
    ],
    ['denoise p.png --best-of 2', "Unknown option '--best-of'"],
    ['denoise p.png --steps 9', "Unknown option '--steps'"],
    ['denoise p.png --sampler ddim', "Unknown option '--sampler'"],
    ['compare x --rows steps=5,9 --stage-two-strength 0.5', '--stage-two-strength belongs to edits'],
    ['denoise p.png --size 256', "Unknown option '--size'"],
    ['upscale p.png --stage-two-steps 5', "Unknown option '--stage-two-steps'"],
    ['compare x --rows colour=1,2', 'must vary one of steps, guidance, seed, sampler, prompt, strength'],
  ])('refuses %s', async (line, sentence) => {
    const terminal = await fakeTerminal()
    await writeFile(join(terminal.directory, 'p.png'), file)
    const { code, out, err } = await terminal.run('draw', ...line.split(' '))
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(sentence)
    expect(err.trim().split('\n').length).toBeLessThanOrEqual(2)
    expect(terminal.asked).toEqual([])
  })

  it('refuses a folder that is no model', async () => {
    const terminal = await fakeTerminal()
    await mkdir(join(terminal.directory, 'empty'))
    const { code, err } = await terminal.run('draw', 'generate', '--model', 'empty')
    expect(code).toBe(2)
    expect(err).toContain('empty is not a model: it holds neither unet nor stage_1')
  })

  it('passes on what the renderer says', async () => {
    const terminal = await fakeTerminal({ fault: new UserError('no-memory', 'The weights do not fit.') })
    expect(await terminal.run('draw', 'generate')).toEqual({ code: 2, out: '', err: 'The weights do not fit.\n' })
  })

  it('calls a defect a defect', async () => {
    const terminal = await fakeTerminal({ fault: new TypeError('x is undefined') })
    const { code, err } = await terminal.run('draw', 'generate')
    expect(code).toBe(1)
    expect(err).toBe(
      'Something is wrong inside Duckrabbit: x is undefined (LOG_LEVEL=debug shows where; please report it).\n',
    )
  })

  it('says where it cannot write, before it paints', async () => {
    const terminal = await fakeTerminal()
    await writeFile(join(terminal.directory, 'out'), 'a file, not a folder')
    const { code, err } = await terminal.run('draw', 'generate')
    expect(code).toBe(2)
    expect(err).toContain('cannot be written; check the folder and its permissions.')
    expect(terminal.asked).toEqual([])
  })

  // Not even root makes anything there, though the folder's permissions say so.
  it.runIf(existsSync('/proc/self'))('tries whether it can write, before it paints', async () => {
    const terminal = await fakeTerminal()
    const { code, err } = await terminal.run('draw', 'generate', '--out', '/proc/fox.png')
    expect(code).toBe(2)
    expect(err).toBe('/proc cannot be written; check the folder and its permissions.\n')
    expect(terminal.asked).toEqual([])
  })
})

describe('Ctrl-C', () => {
  it('stops between steps, keeps what is finished and says so', async () => {
    let steps = 0
    const terminal = await fakeTerminal({ onStep: () => ++steps === 6 && terminal.interrupt.abort() })
    const { code, out, err } = await terminal.run('draw', 'generate', 'a fox', '--count', '3')
    expect(code).toBe(130)
    expect(out.trim().split('\n')).toHaveLength(1)
    expect(err).toMatch(/Stopped; what was finished is kept \(one file\)\.\n$/)
    expect(steps).toBe(6)
  })

  it('says when nothing was written', async () => {
    const terminal = await fakeTerminal({ onStep: () => terminal.interrupt.abort() })
    const { code, err } = await terminal.run('draw', 'generate')
    expect(code).toBe(130)
    expect(err).toMatch(/Stopped; nothing was written\.\n$/)
  })
})

describe('help', () => {
  it('is there for every mode, with an exit code of 0', async () => {
    const terminal = await fakeTerminal()
    for (const mode of ['generate', 'edit', 'inpaint', 'anagram', 'hybrid', 'denoise', 'upscale', 'style', 'compare']) {
      const { code, out } = await terminal.run('draw', mode, '--help')
      expect(code).toBe(0)
      expect(help(out)).toContain(`Usage: duckrabbit draw ${mode}`)
      expect(help(out)).toContain('--seed')
    }
  })
})
