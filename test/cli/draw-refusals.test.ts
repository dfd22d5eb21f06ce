import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { fakeTerminal } from './fake-terminal.ts'
import { halfMask } from './half-mask.ts'

const file = await halfMask()

describe('duckrabbit draw with wrong input', () => {
  it.each<[string, string]>([
    ['generate x --seed seven', '`seed` must be a whole number from 0 to 9007199254740991; you gave "seven".'],
    ['generate x --steps 0', '`steps` must be a whole number from 1 to 1000; you gave 0.'],
    ['generate x --size 100', '`size` must be 64, 256 or 1024; you gave 100.'],
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
    ['anagram a b --strength 0.3', '--strength says how much a picture may change; give the picture with --start.'],
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

  it('refuses a folder that is not a model', async () => {
    const terminal = await fakeTerminal()
    await mkdir(join(terminal.directory, 'empty'))
    const { code, err } = await terminal.run('draw', 'generate', '--model', 'empty')
    expect(code).toBe(2)
    expect(err).toContain('empty is not a model: it holds neither unet nor stage_1')
  })

  it('refuses a picture over the limits of uploads, and accepts one below raised limits', async () => {
    const width = 8000
    const large = await sharp({ create: { width, height: width, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const edit = async (uploads: { bytes: number; pixels: number }) => {
      const terminal = await fakeTerminal({ uploads })
      await writeFile(join(terminal.directory, 'p.png'), large)
      return terminal.run('draw', 'edit', 'p.png', 'a fox')
    }
    expect(await edit({ bytes: 25e6, pixels: 50e6 })).toMatchObject({
      code: 2,
      err: 'p.png has 8000 × 8000 pixels; make it smaller, at most 50 million pixels.\n',
    })
    expect(await edit({ bytes: 25e6, pixels: 100e6 })).toMatchObject({ code: 0 })
  })

  it('passes on the renderer’s errors', async () => {
    const terminal = await fakeTerminal({ fault: new UserError('no-memory', 'The weights do not fit.') })
    expect(await terminal.run('draw', 'generate')).toEqual({ code: 2, out: '', err: 'The weights do not fit.\n' })
  })

  it('reports a defect as such', async () => {
    const terminal = await fakeTerminal({ fault: new TypeError('x is undefined') })
    const { code, err } = await terminal.run('draw', 'generate')
    expect(code).toBe(1)
    expect(err).toBe(
      'Something is wrong inside Duckrabbit: x is undefined (LOG_LEVEL=debug shows where; please report it).\n',
    )
  })

  it('reports an unwritable output before it draws', async () => {
    const terminal = await fakeTerminal()
    await writeFile(join(terminal.directory, 'out'), 'a file, not a folder')
    const { code, err } = await terminal.run('draw', 'generate')
    expect(code).toBe(2)
    expect(err).toContain('cannot be written; check the folder and its permissions.')
    expect(terminal.asked).toEqual([])
  })

  // Not even root makes anything there, though the folder's permissions say so.
  it.runIf(existsSync('/proc/self'))('tries whether it can write, before it draws', async () => {
    const terminal = await fakeTerminal()
    const { code, err } = await terminal.run('draw', 'generate', '--out', '/proc/fox.png')
    expect(code).toBe(2)
    expect(err).toBe('/proc cannot be written; check the folder and its permissions.\n')
    expect(terminal.asked).toEqual([])
  })
})
