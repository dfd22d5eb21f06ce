import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFloatTensors } from '#src/network/float-tensors.ts'
import { loadSafetyChecker } from '#src/network/safety-checker.ts'
import { golden } from './golden-case.ts'

test('the safety checker of IF decides as in diffusers', async () => {
  const folder = join(golden, 'safety')
  const tensors = await readFloatTensors(join(folder, 'golden.safetensors'))
  const data = (key: string): number[] => [...(tensors.get(key)?.data ?? [])]
  const checker = await loadSafetyChecker(folder)
  const { size } = checker
  const numbers = 3 * size * size
  const pictures = data('unsafe').map((_, row) => ({
    data: Float32Array.from(data('pixels').slice(row * numbers, (row + 1) * numbers)),
    channels: 3,
    height: size,
    width: size,
  }))
  const found = await checker.check(pictures)
  expect(await checker.check([])).toEqual([])
  await checker.dispose()
  const error = (key: 'unsafe' | 'watermarked'): number =>
    Math.max(...found.map(({ scores }, row) => Math.abs(scores[key] - (data(key)[row] ?? NaN))))
  expect(error('unsafe')).toBeLessThan(1e-4)
  expect(error('watermarked')).toBeLessThan(1e-4)
  expect(found.map(({ unsafe }) => unsafe)).toEqual(data('unsafe').map((score) => score > 0.5))
  expect(found.map(({ watermarked }) => watermarked)).toEqual(data('watermarked').map((score) => score > 0.5))
  // Both answers must come, or the comparison would say little.
  expect(
    new Set(found.map(({ unsafe }) => unsafe)).size + new Set(found.map(({ watermarked }) => watermarked)).size,
  ).toBe(4)
})
