import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { loadEnlarger } from '#src/network/enlarger.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { golden } from './golden-case.ts'

const largest = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] ?? NaN))), 0)

it('enlarges as the published network does in TensorFlow.js', async () => {
  const expected = z
    .object({ height: z.int(), width: z.int(), values: z.array(z.number()) })
    .parse(JSON.parse(readFileSync(join(golden, 'enlarger', 'x4.json'), 'utf8')))
  const { height, width, values } = expected
  const area = height * width
  const data = Float32Array.from({ length: 3 * area }, (_, at) => {
    const [c, y, x] = [Math.floor(at / area), Math.floor((at % area) / width), at % width]
    return ((7 * x + 13 * y + 29 * c + 5 * ((x * y) % 11)) % 256) / 127.5 - 1
  })
  const enlarger = await loadEnlarger()
  const { data: large, ...size } = await enlarger.enlarge({ data, channels: 3, height, width })
  await enlarger.dispose()
  expect(size).toEqual({ channels: 3, height: 4 * height, width: 4 * width })
  // TensorFlow.js keeps the channels of a pixel together, from 0 to 255.
  const wanted = Float32Array.from(large, (_, at) => {
    const value = values[3 * (at % (16 * area)) + Math.floor(at / (16 * area))] ?? NaN
    return Math.min(1, Math.max(-1, value / 127.5 - 1))
  })
  expect(largest(large, wanted)).toBeLessThan(1e-4)
})

it('leaves no seams: tiles give the same as the whole picture', async () => {
  const [height, width] = [70, 53]
  const data = torchNormal(5)(3 * height * width).map((value) => Math.max(-1, Math.min(1, value)))
  const picture: Planes = { data, channels: 3, height, width }
  const whole = await loadEnlarger({}, { side: 100 })
  const tiles = await loadEnlarger({}, { side: 16 })
  const [once, cut] = [await whole.enlarge(picture), await tiles.enlarge(picture)]
  await whole.dispose()
  await tiles.dispose()
  expect(largest(cut.data, once.data)).toBeLessThan(1e-5)
})
