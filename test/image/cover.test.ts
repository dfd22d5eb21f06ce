import { expect, it } from 'vitest'
import { cover } from '#src/image/cover.ts'
import { openStored } from '#src/image/open-picture.ts'
import { textsOf } from '#src/image/png-chunks.ts'

const size = { width: 64, height: 32 }
/** Stripes of one pixel. */
const striped = {
  ...size,
  data: Uint8Array.from({ length: 4 * 64 * 32 }, (_, at) =>
    at % 4 === 3 ? 255 : Math.floor(at / 4) % 2 === 0 ? 0 : 255,
  ),
}

it('a covered picture is larger, of another format, without a text, and keeps its pixels', async () => {
  const file = await cover(striped)
  expect(file).toMatchObject({ format: 'webp', width: 512, height: 256 })
  expect(textsOf(file.bytes)).toEqual([])
  const { data } = await openStored(file.bytes)
  // Whole factors repeat pixels.
  expect([data[0], data[4 * 7], data[4 * 8]]).toEqual([0, 0, 255])
})

it('a soft one has lost its details', async () => {
  const { data } = await openStored((await cover(striped, 8)).bytes)
  const middle = [100, 101, 120, 130].map((x) => data[4 * (512 * 100 + x)] ?? 0)
  for (const value of middle) expect(Math.abs(value - 128)).toBeLessThan(40)
})
