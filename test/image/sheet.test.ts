import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Picture } from '#src/image/picture.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import { sheet } from '#src/image/sheet.ts'
import { strip, stepsOn, stripIndices } from '#src/image/strip.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { pixel } from './sample-picture.ts'

function plain(width: number, height: number, colour: readonly [number, number, number]): Picture {
  return {
    width,
    height,
    data: Uint8Array.from({ length: width * height * 4 }, (_, i) => [...colour, 255][i % 4] ?? 0),
  }
}

const red = [200, 0, 0] as const
const green = [0, 200, 0] as const

/** The smallest rectangle around all pixels of a colour. */
function extent({ width, height, data }: Picture, [r, g, b]: readonly [number, number, number]) {
  const box = { left: width, top: height, right: -1, bottom: -1 }
  for (let i = 0; i < width * height; i++) {
    if (data[4 * i] !== r || data[4 * i + 1] !== g || data[4 * i + 2] !== b) continue
    box.left = Math.min(box.left, i % width)
    box.right = Math.max(box.right, i % width)
    box.top = Math.min(box.top, Math.floor(i / width))
    box.bottom = Math.max(box.bottom, Math.floor(i / width))
  }
  return { ...box, width: box.right - box.left + 1, height: box.bottom - box.top + 1 }
}

/** Whether anything but paper lies in a part of the picture. */
function isWrittenOn(picture: Picture, left: number, top: number, right: number, bottom: number): boolean {
  const paper = pixel(picture, 1, 1).join()
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) if (pixel(picture, x, y).join() !== paper) return true
  }
  return false
}

describe('sheet', () => {
  it('arranges pictures of any size side by side, each with the same longer side', async () => {
    const page = await sheet([[{ picture: plain(64, 64, red) }, { picture: plain(20, 10, green) }]], { edge: 128 })
    expect(extent(page, red)).toMatchObject({ width: 128, height: 128 })
    expect(extent(page, green)).toMatchObject({ width: 128, height: 64 })
    expect(extent(page, green).left).toBeGreaterThan(extent(page, red).right)
    expect(page.width).toBe(extent(page, green).right + 1 + extent(page, red).left)
  })

  it('writes title, rows, columns and captions outside the pictures', async () => {
    const cells = [[{ picture: plain(64, 64, red), caption: 'seed 4711' }], [{ picture: plain(64, 64, green) }]]
    const bare = await sheet(
      cells.map((row) => row.map(({ picture }) => ({ picture }))),
      { edge: 128 },
    )
    expect(isWrittenOn(bare, 0, 0, bare.width, extent(bare, red).top)).toBe(false)
    const page = await sheet(cells, { edge: 128, title: 'A title', rows: ['one', 'two'], columns: ['left'] })
    const box = extent(page, red)
    expect(box).toMatchObject({ width: 128, height: 128 })
    expect(isWrittenOn(page, 0, 0, page.width, box.top - 24)).toBe(true)
    expect(isWrittenOn(page, 0, box.top - 22, page.width, box.top)).toBe(true)
    expect(isWrittenOn(page, 0, box.top, box.left, box.bottom)).toBe(true)
    expect(isWrittenOn(page, 0, box.bottom + 1, page.width, extent(page, green).top)).toBe(true)
  })

  it('needs no font installed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-'))
    try {
      const fontless = join(folder, 'fonts.conf')
      await writeFile(
        fontless,
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>',
      )
      const script = fileURLToPath(new URL('fontless-sheet.ts', import.meta.url))
      const environment = { ...process.env, FONTCONFIG_FILE: fontless, FONTCONFIG_PATH: folder }
      const run = await promisify(execFile)(process.execPath, ['--import', 'tsx/esm', script], { env: environment })
      const page = await sheet([[{ picture: plain(8, 8, red), caption: 'a red fox' }]], { edge: 64 })
      expect(run.stdout.trim()).toBe(createHash('sha256').update(page.data).digest('hex'))
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

function planes(value: number, edge: number): Planes {
  return { data: new Float32Array(3 * edge * edge).fill(value), channels: 3, height: edge, width: edge }
}

describe('strip', () => {
  it('has the noisy pictures above the estimates', async () => {
    const page = await strip([
      { timestep: 990, x: planes(-1, 64), estimate: planes(1, 64) },
      { timestep: 0, x: planes(-1, 256), estimate: planes(1, 256) },
    ])
    const noisy = extent(page, [0, 0, 0])
    const estimates = extent(page, [255, 255, 255])
    expect(noisy.height).toBe(128)
    expect(estimates.height).toBe(128)
    expect(noisy.width).toBe(2 * 128 + 8)
    expect(noisy.bottom).toBeLessThan(estimates.top)
  })

  it('returns the pictures that it contains', async () => {
    const values = Array.from({ length: 8 }, (_, n) => -1 + n / 4)
    const steps = values.map((value, n) => ({
      timestep: 990 - n,
      x: planes(value, n < 5 ? 64 : 256),
      estimate: planes(-value, n < 5 ? 64 : 256),
    }))
    const found = stepsOn(await strip(steps))
    const lightness = (value: number): number[] => Array.from(pictureOf(planes(value, 128)).data)
    expect(found?.noisy.map(({ data }) => Array.from(data))).toEqual(values.map(lightness))
    expect(found?.estimates.map(({ data }) => Array.from(data))).toEqual(values.map((value) => lightness(-value)))
  })

  it('is distinguished from other pictures', async () => {
    const page = await strip([{ timestep: 9, x: planes(0, 64), estimate: planes(0, 64) }])
    expect(stepsOn(page)?.noisy).toHaveLength(1)
    expect(stepsOn({ ...page, width: page.width - 1 })).toBeUndefined()
    expect(stepsOn({ ...page, height: page.height + 1 })).toBeUndefined()
    expect(stepsOn(plain(64, 64, red))).toBeUndefined()
  })

  it.each([
    [100, 5, [0, 25, 50, 74, 99]],
    [3, 8, [0, 1, 2]],
    [10, 1, [9]],
    [10, 0, []],
  ])('of %i steps keeps %i, evenly spaced', (total, most, indices) => {
    expect(stripIndices(total, most)).toEqual(indices)
  })
})
