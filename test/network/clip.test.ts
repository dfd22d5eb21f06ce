import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cosine, endOf, loadClip } from '#src/network/clip.ts'
import { readFloatTensors } from '#src/network/float-tensors.ts'
import { golden } from './golden-case.ts'

/** The largest difference between the rows of two lists of vectors. */
function largestError(rows: readonly Float32Array[], expected: Float32Array): number {
  const flat = rows.flatMap((row) => [...row])
  expect(flat.length).toBe(expected.length)
  return Math.max(...flat.map((value, index) => Math.abs(value - (expected[index] ?? NaN))))
}

describe('CLIP', () => {
  test.each(['clip', 'clip-openai'])('%s sees and reads as transformers does', async (name) => {
    const folder = join(golden, name)
    const tensors = await readFloatTensors(join(folder, 'golden.safetensors'))
    const data = (key: string): Float32Array => tensors.get(key)?.data ?? new Float32Array()
    const clip = await loadClip(folder)
    const { image_size: side } = clip.config.vision_config
    const { max_position_embeddings: length } = clip.config.text_config
    const size = 3 * side * side
    const pictures = [0, 1].map((row) => ({
      data: data('pixels').slice(row * size, (row + 1) * size),
      channels: 3,
      height: side,
      width: side,
    }))
    const ids = Int32Array.from(data('ids'))
    const texts = [0, 1, 2].map((row) => ids.slice(row * length, (row + 1) * length))
    const seen = await clip.seePictures(pictures)
    const read = await clip.readTexts(texts)
    await clip.dispose()
    expect(largestError(seen, data('picture'))).toBeLessThan(1e-5)
    expect(largestError(read, data('text'))).toBeLessThan(1e-5)
    const scores = seen.flatMap((picture) => read.map((text) => cosine(picture, text) * clip.scale))
    expect(largestError([Float32Array.from(scores)], data('scores'))).toBeLessThan(1e-4)
  })

  test('finds the end mark: by its number, or for the legacy number 2 as the largest', () => {
    expect(endOf(Int32Array.from([5, 7, 1, 0, 0]), 1)).toBe(2)
    expect(endOf(Int32Array.from([5, 99, 7, 99, 99]), 2)).toBe(1)
    expect(endOf(Int32Array.from([5, 6, 7]), 1)).toBe(0)
  })
})
