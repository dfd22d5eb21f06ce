import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import { scratchFolder } from '#test/engine/scratch-engine.ts'

const models = fileURLToPath(new URL('../../models', import.meta.url))
const prompts = ['an oil painting of a duck', 'a watercolor of a rabbit', 'a photo of a red fox']

/** The pixels of one picture for each prompt. */
async function pictures(bits: 32 | 8): Promise<readonly Uint8Array[]> {
  const renderer = await createRenderer({
    modelDirs: [models],
    model: 'duckling',
    device: 'cpu',
    threads: 1,
    memoryBudget: 4e9,
    textEncoderBits: bits,
    cacheDir: await scratchFolder(),
  })
  const drawn: Uint8Array[] = []
  for (const prompt of prompts) {
    for await (const event of renderer.draw({ mode: 'generate', prompt, seed: 7, size: 64 }, new Map())) {
      if (event.type === 'picture') drawn.push(await sharp(event.file.bytes).raw().toBuffer())
    }
  }
  await renderer.close()
  return drawn
}

it('draws with a text encoder of 8 bit what it draws in float32, to 2/255 in the mean', async () => {
  const [exact, rounded] = [await pictures(32), await pictures(8)]
  expect(exact).toHaveLength(prompts.length)
  const means = exact.map(
    (one, index) =>
      one.reduce((sum, value, at) => sum + Math.abs(value - (rounded[index]?.[at] ?? NaN)), 0) / one.length,
  )
  expect(Math.max(...means)).toBeLessThan(2)
  // They are not the same pictures.
  expect(Math.max(...means)).toBeGreaterThan(0)
}, 300_000)
