import { describe, expect, it } from 'vitest'
import type { Planes } from '#src/pipeline/planes.ts'
import { stepBand, stepPages } from '#src/image/step-pages.ts'
import { strip } from '#src/image/strip.ts'
import { pixel } from './sample-picture.ts'

const plain = (value: number, width: number, height: number): Planes => ({
  data: new Float32Array(3 * width * height).fill(value),
  channels: 3,
  height,
  width,
})

/** A strip of six steps: white noise, and an estimate that is black. */
const stripOf = (width: number, height: number) =>
  strip(
    Array.from({ length: 6 }, (_, index) => ({
      timestep: 900 - index,
      x: plain(1, width, height),
      estimate: plain(-1, width, height),
    })),
  )

describe.each([
  ['square', 64, 64, 128, 128],
  ['wide', 96, 64, 128, 85],
  ['high', 64, 96, 85, 128],
] as const)('the steps of a %s picture', (_, width, height, cellWidth, cellHeight) => {
  it('become one narrow band of the estimates', async () => {
    const band = stepBand(await stripOf(width, height), { width, height })
    expect(band).toMatchObject({ width: 6 * (cellWidth + 6) - 6, height: cellHeight })
    expect(band && pixel(band, 5, 5)).toEqual([0, 0, 0, 255])
  })

  it('are arranged four to a page, twice as large, with the noisy pictures', async () => {
    const pages = await stepPages(await stripOf(width, height), { width, height })
    expect(pages).toHaveLength(2)
    const [first] = pages
    // The timesteps stand in columns as wide as the strip's.
    expect(first).toMatchObject({ width: 2 * (4 * (128 + 6) - 6) })
    expect(first?.height).toBeGreaterThan(2 * 2 * cellHeight)
    expect(first && pixel(first, 128, first.height - 20)).toEqual([0, 0, 0, 255])
  })
})

it('a strip that cannot be parsed is shown unchanged', async () => {
  const other = { width: 20, height: 10, data: new Uint8Array(800) }
  expect(stepBand(other, { width: 1, height: 1 })).toBeUndefined()
  expect(await stepPages(other, { width: 1, height: 1 })).toEqual([other])
})
