import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fakeTerminal } from './fake-terminal.ts'
import { halfMask } from './half-mask.ts'

const file = await halfMask()
const help = (text: string): string => text.replaceAll(/\s+/g, ' ')

describe('duckrabbit draw', () => {
  it('draws, prints the paths of the pictures, and names them after the prompt', async () => {
    const terminal = await fakeTerminal()
    const { code, out, err } = await terminal.run('draw', 'generate', 'Ein rotes Füchschen, im Schnee!', '--seed', '7')
    expect(code).toBe(0)
    expect(out).toBe(`${join(terminal.directory, 'out', 'ein-rotes-fuchschen-im-schnee-7.png')}\n`)
    expect(err).toBe(
      'Loading stage I.\nDrawing one picture with duckling, seed 7 (stage I 64 × 64, 4 steps).\nMind this.\nDone in 1 min 05 s.\n',
    )
  })

  it('never overwrites a picture in a folder', async () => {
    const terminal = await fakeTerminal()
    await terminal.run('draw', 'generate', '--seed', '7')
    await terminal.run('draw', 'generate', '--seed', '7')
    expect(await readdir(join(terminal.directory, 'out'))).toEqual(['unprompted-7-2.png', 'unprompted-7.png'])
  })

  it('writes to the file or folder of --out', async () => {
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

  it('makes a sheet of several seeds', async () => {
    const terminal = await fakeTerminal()
    const { out } = await terminal.run('draw', 'generate', 'a fox', '--count', '3', '--sheet', '--seed', '5')
    expect(out.trim().split('\n')).toHaveLength(4)
    expect((await readdir(join(terminal.directory, 'out'))).sort()).toEqual([
      'a-fox-5.png',
      'a-fox-6.png',
      'a-fox-7.png',
      'a-fox-sheet.png',
    ])
  })

  it('passes every option on', async () => {
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

  it('leaves options that are not given to the model', async () => {
    const terminal = await fakeTerminal()
    await terminal.run('draw', 'generate')
    expect(terminal.asked[0]?.request).toEqual({ mode: 'generate' })
    expect(terminal.asked[0]?.options).not.toHaveProperty('keep')
  })

  it.each([
    ['--schedule smart27', 'smart27'],
    ['--timesteps 999,500,0', { timesteps: [999, 500, 0] }],
  ])('accepts timesteps by %s', async (option, steps) => {
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

describe('duckrabbit draw for illusions', () => {
  it('writes all readings beside the picture, and an animation on request', async () => {
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

  it('writes an animation of any picture on request, and the strip that it needs only if requested', async () => {
    const terminal = await fakeTerminal()
    await writeFile(join(terminal.directory, 'p.png'), file)
    await terminal.run('draw', 'edit', 'p.png', 'a fox', '--out', 'fox.png', '--animate')
    await terminal.run('draw', 'generate', 'a hare', '--out', 'hare.png', '--animate')
    expect(terminal.asked.map(({ options }) => options.keep)).toEqual([8, 8])
    const written = (await readdir(terminal.directory)).filter((name) => /^(fox|hare)/.test(name)).sort()
    expect(written).toEqual(['fox-moving.webp', 'fox.png', 'hare-moving.webp', 'hare.png'])
  })
})

describe('Ctrl-C', () => {
  it('stops between steps, keeps finished pictures and says so', async () => {
    let steps = 0
    const terminal = await fakeTerminal({ onStep: () => ++steps === 6 && terminal.interrupt.abort() })
    const { code, out, err } = await terminal.run('draw', 'generate', 'a fox', '--count', '3')
    expect(code).toBe(130)
    expect(out.trim().split('\n')).toHaveLength(1)
    expect(err).toMatch(/Stopped; what was finished is kept \(one file\)\.\n$/)
    expect(steps).toBe(6)
  })

  it('says if nothing was written', async () => {
    const terminal = await fakeTerminal({ onStep: () => terminal.interrupt.abort() })
    const { code, err } = await terminal.run('draw', 'generate')
    expect(code).toBe(130)
    expect(err).toMatch(/Stopped; nothing was written\.\n$/)
  })
})

describe('help', () => {
  it('exists for every mode, with exit code 0', async () => {
    const terminal = await fakeTerminal()
    for (const mode of ['generate', 'edit', 'inpaint', 'anagram', 'hybrid', 'denoise', 'upscale', 'style', 'compare']) {
      const { code, out } = await terminal.run('draw', mode, '--help')
      expect(code).toBe(0)
      expect(help(out)).toContain(`Usage: duckrabbit draw ${mode}`)
      expect(help(out)).toContain('--seed')
    }
  })
})
