import { readdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openModel } from '#src/network/folder.ts'
import type { TextEncoderFiles } from '#src/network/model.ts'
import type { QuantizedForm } from '#src/network/quantized/forms.ts'
import { makeQuantized, quantizedFiles } from '#src/network/quantized/quantized-encoder.ts'
import { loadTextEncoder } from '#src/network/text-encoder.ts'
import { golden } from '#test/network/golden-case.ts'
import { scratchFolder } from '#test/engine/scratch-engine.ts'
import { writeRandomT5 } from './random-t5.ts'

const duckling = fileURLToPath(new URL('../../../models/duckling', import.meta.url))
const prompts = ['an oil painting of a duck', 'a red fox in the snow', '']

async function encoderOf(folder: string): Promise<TextEncoderFiles> {
  const { textEncoder } = await openModel(folder)
  if (textEncoder === undefined) throw new Error('the model has a text encoder')
  return textEncoder
}

async function embeddings(files: TextEncoderFiles): Promise<readonly Float32Array[]> {
  const encoder = await loadTextEncoder(files)
  const texts = await encoder.encode(prompts)
  await encoder.dispose()
  return texts.map(({ embedding }) => embedding)
}

/** The smallest cosine of two embeddings of a prompt. */
async function cosine(original: TextEncoderFiles, quantized: TextEncoderFiles): Promise<number> {
  const [exact, rounded] = [await embeddings(original), await embeddings(quantized)]
  const cosines = exact.map((one, row) => {
    const other = rounded[row] ?? new Float32Array()
    const dot = (a: Float32Array, b: Float32Array) =>
      a.reduce((sum, value, index) => sum + value * (b[index] ?? NaN), 0)
    return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other))
  })
  return Math.min(...cosines)
}

const quiet = (): void => undefined

test.each([
  ['int8', 0.9998],
  ['blocks8', 0.999],
  ['blocks4', 0.98],
] as const)('the encoder of duckling in the form %s stays close to float32', async (form, least) => {
  const original = await encoderOf(duckling)
  const quantized = quantizedFiles(original, form, await scratchFolder())
  await makeQuantized(original, quantized, form, quiet)
  const found = await cosine(original, quantized)
  expect(found).toBeGreaterThan(least)
  expect(found).toBeLessThan(1 - 1e-9)
})

test.each([
  ['int8', 0.9996],
  ['blocks8', 0.9995],
] as const)('a T5 of random weights in the form %s stays close to float32', async (form, least) => {
  const original = await writeRandomT5(await scratchFolder(), await encoderOf(duckling))
  const quantized = quantizedFiles(original, form, await scratchFolder())
  await makeQuantized(original, quantized, form, quiet)
  expect(await cosine(original, quantized)).toBeGreaterThan(least)
})

test('a copy is made once, has an id of its own, and is made again where it is damaged', async () => {
  const form: QuantizedForm = 'blocks8'
  const original = await encoderOf(join(golden, 'cascade'))
  const quantized = quantizedFiles(original, form, await scratchFolder())
  const said: string[] = []
  const make = () => makeQuantized(original, quantized, form, (sentence) => void said.push(sentence))
  await make()
  await make()
  expect(said).toHaveLength(1)
  expect(said[0]).toContain(quantized.folder)
  expect(quantized.id).not.toBe(original.id)
  await truncate(join(quantized.folder, 'model.safetensors'), 1000)
  // Left behind by a process that was killed.
  await writeFile(join(quantized.folder, 'model.safetensors.999999999.new'), 'half')
  await make()
  expect(said).toHaveLength(2)
  expect(await readdir(quantized.folder)).toEqual(['model.safetensors'])
})
