import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readRecipe } from '#src/image/recipe-text.ts'

const program = fileURLToPath(new URL('../../bin/duckrabbit.js', import.meta.url))

/** The command in a process of its own, as a person runs it, in an empty folder. */
async function duckrabbit(...args: string[]) {
  const directory = await mkdtemp(join(tmpdir(), 'duckrabbit-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const outcome = promisify(execFile)(process.execPath, [program, ...args], { cwd: directory })
  const { stdout, stderr, code } = await outcome.then(
    ({ stdout, stderr }) => ({ stdout, stderr, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  )
  return { directory, stdout, stderr, code }
}

describe('the whole command', () => {
  it('draws with the embedded model, and the same seed gives the same picture', { timeout: 120_000 }, async () => {
    const line = [
      'draw',
      'generate',
      'a red fox',
      '--size',
      '64',
      '--steps',
      '2',
      '--seed',
      '7',
      '--device',
      'cpu',
      '--strip',
    ]
    const once = await duckrabbit(...line)
    expect(once).toMatchObject({ code: 0, stdout: expect.stringContaining('a-red-fox-7.png') })
    expect((await readdir(join(once.directory, 'out'))).sort()).toEqual(['a-red-fox-7-steps.png', 'a-red-fox-7.png'])
    const file = await readFile(join(once.directory, 'out', 'a-red-fox-7.png'))
    expect(await sharp(file).metadata()).toMatchObject({ format: 'png', width: 64, height: 64, channels: 3 })
    expect(readRecipe(file)).toMatchObject({
      seed: 7,
      device: 'cpu',
      model: { name: 'duckling' },
      request: { mode: 'generate', prompt: 'a red fox', size: 64, stageOne: { steps: 2 } },
    })
    const again = await duckrabbit(...line)
    expect((await readFile(join(again.directory, 'out', 'a-red-fox-7.png'))).equals(file)).toBe(true)
  })

  it('refuses a prompt that the model cannot read', { timeout: 120_000 }, async () => {
    expect(
      await duckrabbit('draw', 'generate', 'кот', '--size', '64', '--steps', '1', '--device', 'cpu'),
    ).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('The model cannot read “кот”. Say it in English, for example: '),
    })
  })

  it('reports a missing device in one sentence, without output of the runtime', async () => {
    expect(await duckrabbit('draw', 'generate', '--device', 'cuda')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^The device "cuda" cannot be used here: .*CUDA 12.*; or set DEVICE=cpu\.\n$/),
    })
  })

  it('ends with exit code 2 and one sentence if the person can fix the error', async () => {
    expect(await duckrabbit('draw', 'generate', '--seed', 'seven')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: '`seed` must be a whole number from 0 to 9007199254740991; you gave "seven".\n',
    })
  })
})
