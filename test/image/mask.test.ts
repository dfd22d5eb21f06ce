import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { maskFor } from '#src/image/mask.ts'
import { gridOverlay, maskOverlay } from '#src/image/mask-preview.ts'
import { openPicture, type OpenedPicture } from '#src/image/open-picture.ts'
import type { MaskRegion, MaskSpec } from '#src/requests/mask-spec.ts'
import { pixel, redBlue } from './sample-picture.ts'

const sha256 = 'a'.repeat(64)
const fromPicture: MaskSpec = { from: 'picture', picture: { sha256, name: 'mask.png' } }
const opened = await openPicture(await redBlue(40, 20).png().toBuffer(), 'picture.png')

async function grey(width: number, height: number, value: (x: number, y: number) => number): Promise<OpenedPicture> {
  const data = Uint8Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)))
  return openPicture(
    await sharp(data, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer(),
    'mask.png',
  )
}

/** The mask as rows of characters: # is repainted. */
async function drawn(spec: MaskSpec, mask?: OpenedPicture, invert = false): Promise<string[]> {
  const { data, width, height } = (await maskFor(spec, opened, mask, invert)).mask
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => ((data[y * width + x] ?? 0) >= 0.5 ? '#' : '.')).join(''),
  )
}

async function refusal(spec: MaskSpec, mask?: OpenedPicture, invert = false): Promise<unknown> {
  try {
    await maskFor(spec, opened, mask, invert)
  } catch (error) {
    if (error instanceof UserError) return error
  }
  throw new Error('it was accepted')
}

/** In the middle, in the corner, at the middle of the left edge. */
async function covers(region: MaskRegion): Promise<unknown[]> {
  const rows = await drawn({ from: 'regions', regions: [region] })
  return [rows[10]?.[20], rows[0]?.[0], rows[10]?.[0]]
}

/** A row through one cell that begins at `start`. */
function cellRow(start: number): string {
  return `${'.'.repeat(start)}${'#'.repeat(8)}${'.'.repeat(32 - start)}`
}

describe('maskFor', () => {
  it('has the size of the picture and one channel', async () => {
    const { mask, notices } = await maskFor({ from: 'regions', regions: ['left'] }, opened, undefined, false)
    expect(mask).toMatchObject({ channels: 1, height: 20, width: 40 })
    expect(new Set(mask.data)).toEqual(new Set([0, 1]))
    expect(notices).toEqual([])
  })

  it('covers halves, and the union of several regions', async () => {
    const left = `${'#'.repeat(20)}${'.'.repeat(20)}`
    expect(await drawn({ from: 'regions', regions: ['left'] })).toEqual(Array(20).fill(left))
    expect((await drawn({ from: 'regions', regions: ['right'] }))[0]).toBe(`${'.'.repeat(20)}${'#'.repeat(20)}`)
    const top = await drawn({ from: 'regions', regions: ['top'] })
    expect(top).toEqual([...Array(10).fill('#'.repeat(40)), ...Array(10).fill('.'.repeat(40))])
    expect(await drawn({ from: 'regions', regions: ['bottom'] })).toEqual(top.toReversed())
    const corner = await drawn({ from: 'regions', regions: ['left', 'top'] })
    expect([corner[0], corner[19]]).toEqual(['#'.repeat(40), left])
  })

  it('covers centre, circle and border', async () => {
    expect(await covers('centre')).toEqual(['#', '.', '.'])
    expect(await covers('circle')).toEqual(['#', '.', '.'])
    expect(await covers('border')).toEqual(['.', '#', '#'])
  })

  it('counts cells along the rows from the top left', async () => {
    const rows = await drawn({ from: 'cells', cells: [1, 7, 25] })
    expect([rows[0], rows[4], rows[19]]).toEqual([cellRow(0), cellRow(8), cellRow(32)])
    expect(rows[8]).toBe('.'.repeat(40))
  })

  it('covers the white part of a mask picture, and the rest when inverted', async () => {
    const mask = await grey(40, 20, (x) => (x < 10 ? 255 : 0))
    const row = `${'#'.repeat(10)}${'.'.repeat(30)}`
    expect(await drawn(fromPicture, mask)).toEqual(Array(20).fill(row))
    expect((await drawn(fromPicture, mask, true))[0]).toBe(`${'.'.repeat(10)}${'#'.repeat(30)}`)
  })

  it('scales a mask of another size to the picture and reports it', async () => {
    const half = await grey(20, 10, (x) => (x < 10 ? 255 : 0))
    const { mask, notices } = await maskFor(fromPicture, opened, half, false)
    expect(mask).toMatchObject({ width: 40, height: 20 })
    expect((await drawn(fromPicture, half))[5]).toBe(`${'#'.repeat(20)}${'.'.repeat(20)}`)
    expect(notices).toEqual(['The mask was scaled from 20 × 10 to 40 × 20.'])
    const square = await grey(20, 20, (x) => (x < 10 ? 255 : 0))
    expect((await maskFor(fromPicture, opened, square, false)).notices).toEqual([
      'The mask has another shape than the picture; it was stretched from 20 × 20 to 40 × 20.',
    ])
  })

  it('covers the transparent part of the picture', async () => {
    const data = Uint8Array.from({ length: 40 * 20 * 4 }, (_, i) => (i % 4 === 3 && (i >> 2) % 40 < 10 ? 0 : 255))
    const file = await sharp(data, { raw: { width: 40, height: 20, channels: 4 } })
      .png()
      .toBuffer()
    const { mask } = await maskFor({ from: 'transparency' }, await openPicture(file, 'it'), undefined, false)
    expect(Array.from(mask.data.subarray(0, 40))).toEqual([...Array(10).fill(1), ...Array(30).fill(0)])
  })

  it('refuses a mask that covers nothing, or everything, each with its sentence', async () => {
    expect(await refusal({ from: 'transparency' })).toMatchObject({
      code: 'mask-empty',
      message: 'The picture has no transparent part; erase what should be repainted, or give a mask.',
    })
    const black = await grey(40, 20, () => 0)
    const nothing = 'The mask covers nothing (white is repainted, black stays); mark what should be repainted.'
    expect(await refusal(fromPicture, black)).toMatchObject({ code: 'mask-empty', message: nothing })
    expect(await refusal(fromPicture, black, true)).toMatchObject({ code: 'mask-full' })
    expect(await refusal({ from: 'regions', regions: ['left', 'right'] })).toMatchObject({
      code: 'mask-full',
      message: 'The mask covers the whole picture; leave something of it, or use generate.',
    })
    expect(await refusal(fromPicture)).toMatchObject({ code: 'mask-missing' })
  })
})

describe('maskOverlay', () => {
  it('tints the masked part and leaves the rest unchanged', async () => {
    const { mask } = await maskFor({ from: 'regions', regions: ['left'] }, opened, undefined, false)
    const preview = await maskOverlay(opened.picture, mask)
    // twelve times as large
    expect(preview).toMatchObject({ width: 480, height: 240 })
    expect(pixel(preview, 360, 120)).toEqual([0, 0, 255, 255])
    expect(pixel(preview, 120, 120)).not.toEqual([255, 0, 0, 255])
    expect(pixel(preview, 239, 120)).toEqual([255, 64, 129, 255])
    expect(pixel(preview, 240, 120)).toEqual([0, 0, 255, 255])
  })

  it('stays small', async () => {
    const large = await openPicture(await redBlue(1200, 600).png().toBuffer(), 'it')
    const { mask } = await maskFor({ from: 'cells', cells: [13] }, large, undefined, false)
    expect(await maskOverlay(large.picture, mask)).toMatchObject({ width: 512, height: 256 })
  })
})

describe('gridOverlay', () => {
  it('numbers the cells on a picture large enough to read them', async () => {
    const grid = await gridOverlay(opened.picture)
    expect(grid).toMatchObject({ width: 512, height: 256 })
    // lines between the cells, and a number in the middle of each
    const white = (x: number, y: number): boolean => Math.min(...pixel(grid, x, y)) > 200
    expect(white(102, 20)).toBe(true)
    expect(white(200, 51)).toBe(true)
    const inCell = (column: number, row: number): boolean =>
      Array.from({ length: 400 }, (_, i) => [i % 20, Math.floor(i / 20)] as const).some(([dx, dy]) =>
        white(Math.round((column + 0.5) * 102.4) - 10 + dx, Math.round((row + 0.5) * 51.2) - 10 + dy),
      )
    for (let cell = 0; cell < 25; cell++) expect(inCell(cell % 5, Math.floor(cell / 5))).toBe(true)
  })
})
