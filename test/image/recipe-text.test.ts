import { describe, expect, it } from 'vitest'
import { encodePng } from '#src/image/encode.ts'
import { textsOf } from '#src/image/png-chunks.ts'
import { readRecipe, recipeTexts } from '#src/image/recipe-text.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import { promptLine } from '#src/requests/prompt-line.ts'
import type { Recipe } from '#src/requests/recipe.ts'
import { resolve } from '#src/requests/resolve.ts'

const picture = { width: 1, height: 1, data: Uint8Array.from([1, 2, 3, 255]) }

function recipeFor(request: unknown): Recipe {
  return {
    version: 1,
    request: resolve(parseRequest(request), { name: 'IF', stages: [{}, {}] }, () => 40),
    picture: 2,
    seed: 42,
    model: { name: 'IF', fingerprint: 'f00d' },
    duckrabbit: '0.1.0',
    device: 'cpu',
  }
}

describe('a recipe in a PNG', () => {
  it('is read as it was written', async () => {
    const recipe = recipeFor({ mode: 'generate', prompt: 'ein Füchschen 🦊', negative: 'text' })
    const { bytes } = await encodePng(picture, recipeTexts(recipe))
    expect(readRecipe(bytes)).toEqual(recipe)
  })

  it('is also written in the format that other programs read', async () => {
    const recipe = recipeFor({ mode: 'generate', prompt: 'a red fox', negative: 'text' })
    const { bytes } = await encodePng(picture, recipeTexts(recipe))
    expect(textsOf(bytes).find(({ keyword }) => keyword === 'parameters')?.text).toBe(
      'a red fox\nNegative prompt: text\nSteps: 100, Sampler: ddpm, CFG scale: 7, Seed: 42, Size: 256x256, ' +
        'Model: IF, Model hash: f00d, Mode: generate, Noise level: 250, Version: duckrabbit 0.1.0',
    )
  })

  it('is undefined for other files', async () => {
    expect(readRecipe(Buffer.from('no png'))).toBeUndefined()
    expect(readRecipe((await encodePng(picture)).bytes)).toBeUndefined()
    const other = await encodePng(picture, [{ keyword: 'duckrabbit', text: '{"version":99}' }])
    expect(readRecipe(other.bytes)).toBeUndefined()
  })
})

describe('promptOf', () => {
  it.each([
    [{ mode: 'generate' }, ''],
    [
      {
        mode: 'anagram',
        style: 'an oil painting of',
        readings: [
          { prompt: 'a duck', view: { name: 'identity' } },
          { prompt: 'a rabbit', view: { name: 'rotate_cw' } },
        ],
      },
      'an oil painting of a duck (identity) | a rabbit (rotate_cw)',
    ],
    [
      {
        mode: 'hybrid',
        kind: 'low_high',
        parts: [
          { component: 'low', prompt: 'a skull' },
          { component: 'high', prompt: 'a waterfall' },
        ],
      },
      'a skull (low) | a waterfall (high)',
    ],
  ])('formats %j in one line', (request, line) => {
    const resolved = resolve(parseRequest(request), { name: 'IF', stages: [{}, {}] }, () => 1)
    if (resolved.mode === 'compare') throw new Error('not a drawing')
    expect(promptLine(resolved)).toBe(line)
  })
})
