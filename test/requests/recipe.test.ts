import { expect, it } from 'vitest'
import { fields } from '#src/requests/fields.ts'
import { parseRequest } from '#src/requests/parse-request.ts'
import { parseRecipe, type Recipe } from '#src/requests/recipe.ts'
import { resolve } from '#src/requests/resolve.ts'
import { pictureSeed } from '#src/pipeline/picture-seed.ts'
import { drawSeed } from '#src/requests/seed.ts'

const recipe: Recipe = {
  version: 1,
  request: resolve(parseRequest({ mode: 'generate', prompt: 'a fox' }), { name: 'IF', stages: [{}, {}] }, () => 5),
  picture: 2,
  seed: 7,
  model: { name: 'IF', fingerprint: 'f00d' },
  duckrabbit: '0.1.0',
  device: 'cpu',
}

it('is read from JSON as it was written', () => {
  expect(parseRecipe(JSON.stringify(recipe))).toEqual(recipe)
})

it.each(['', '{', 'null', '{"version":2}', JSON.stringify({ ...recipe, seed: -1 })])('is no recipe: %s', (json) => {
  expect(parseRecipe(json)).toBeUndefined()
})

it('describes every shared field within the limit of a slash command option', () => {
  for (const field of Object.values(fields)) {
    expect(field.description.length).toBeGreaterThan(0)
    expect(field.description.length).toBeLessThanOrEqual(100)
  }
})

it('gives picture i the seed + i, and beyond the largest seed the equivalent one 2^32 lower', () => {
  expect(pictureSeed(40, 2)).toBe(42)
  expect(pictureSeed(fields.seed.max, 0)).toBe(fields.seed.max)
  const wrapped = pictureSeed(fields.seed.max, 1)
  expect(wrapped).toBeLessThan(fields.seed.max)
  expect(BigInt(wrapped) % 2n ** 32n).toBe((BigInt(fields.seed.max) + 1n) % 2n ** 32n)
})

it('draws seeds below 2^32', () => {
  expect(drawSeed(() => 0)).toBe(0)
  expect(drawSeed(() => 1 - Number.EPSILON / 2)).toBe(2 ** 32 - 1)
})
