import { describe, expect, test } from 'vitest'
import { floodFill, type Rgba } from '#src/page/brush/flood-fill.ts'
import { toMask } from '#src/page/brush/mask-pixels.ts'
import { emptyHistory, reduceHistory, type DrawingStep, type RegionName } from '#src/page/brush/drawing-steps.ts'
import { regionRectangles } from '#src/page/brush/regions.ts'

/** A picture drawn in letters: each letter a colour, each line a row. */
const colors: Readonly<Record<string, Rgba>> = {
  '.': [255, 255, 255, 255],
  '#': [0, 0, 0, 255],
  r: [200, 0, 0, 255],
}
const parse = (rows: readonly string[]): Uint8ClampedArray =>
  Uint8ClampedArray.from(rows.flatMap((row) => Array.from(row).flatMap((letter) => colors[letter] ?? [0, 0, 0, 0])))
const print = (pixels: Uint8ClampedArray, width: number): readonly string[] =>
  Array.from({ length: pixels.length / 4 / width }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const at = (y * width + x) * 4
      return Object.keys(colors).find((letter) => colors[letter]?.every((value, i) => pixels[at + i] === value)) ?? '?'
    }).join(''),
  )

const area = (region: RegionName, width: number, height: number): number => {
  const covered = new Set<number>()
  for (const part of regionRectangles(region, width, height)) {
    for (let y = part.y; y < part.y + part.height; y += 1) {
      for (let x = part.x; x < part.x + part.width; x += 1) covered.add(y * width + x)
    }
  }
  return covered.size
}

const region = (name: RegionName): DrawingStep => ({ type: 'region', region: name })

describe('filling', () => {
  test('stays within the outline, and covers its inner edge so that no fringe is left', () => {
    const pixels = parse([
      '..........',
      '.########.',
      '.########.',
      '.##....##.',
      '.##....##.',
      '.########.',
      '.########.',
    ])
    floodFill(pixels, 10, 7, 4, 3, [200, 0, 0, 255], 10)
    expect(print(pixels, 10)).toEqual([
      '..........',
      '.########.',
      '.##rrrr##.',
      '.#rrrrrr#.',
      '.#rrrrrr#.',
      '.##rrrr##.',
      '.########.',
    ])
  })

  test('fills around corners', () => {
    const pixels = parse(['.#...', '.#.#.', '.#.#.', '...#.'])
    floodFill(pixels, 5, 4, 0, 0, [200, 0, 0, 255], 10)
    expect(print(pixels, 5)).toEqual(['rrrrr', 'rrrrr', 'rrrrr', 'rrrrr'])
  })

  test('with the same colour ends at once', () => {
    const pixels = parse(['....', '....'])
    floodFill(pixels, 4, 2, 0, 0, [255, 255, 255, 255], 10)
    expect(print(pixels, 4)).toEqual(['....', '....'])
  })

  test('outside the canvas does nothing', () => {
    const pixels = parse(['..'])
    floodFill(pixels, 2, 1, 5, 0, [200, 0, 0, 255], 10)
    expect(print(pixels, 2)).toEqual(['..'])
  })

  test('fills a large canvas at once', () => {
    const pixels = new Uint8ClampedArray(512 * 512 * 4).fill(255)
    floodFill(pixels, 512, 512, 256, 256, [200, 0, 0, 255], 10)
    expect(pixels.every((value, at) => value === [200, 0, 0, 255][at % 4])).toBe(true)
  })
})

describe('regions', () => {
  test.each([
    [64, 64],
    [65, 33],
    [256, 64],
    [3, 3],
  ])('of %d × %d: border and centre, or two halves, cover the whole', (width, height) => {
    const whole = width * height
    expect(area('all', width, height)).toBe(whole)
    expect(area('border', width, height) + area('centre', width, height)).toBe(whole)
    expect(area('left', width, height) + area('right', width, height)).toBeGreaterThanOrEqual(whole)
    expect(area('top', width, height) + area('bottom', width, height)).toBeGreaterThanOrEqual(whole)
    expect(area('left', width, height)).toBe(Math.ceil(width / 2) * height)
  })
})

test('a mask is white where at least half is painted, black elsewhere, and opaque', () => {
  const pixels = Uint8ClampedArray.from([255, 45, 135, 255, 255, 45, 135, 128, 255, 45, 135, 127, 0, 0, 0, 0])
  toMask(pixels)
  expect([...pixels]).toEqual([255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255])
})

test('undo and redo go through the history; a new stroke discards undone ones', () => {
  let history = reduceHistory(emptyHistory, { type: 'do', step: region('left') })
  history = reduceHistory(history, { type: 'do', step: region('top') })
  history = reduceHistory(history, { type: 'undo' })
  expect(history).toEqual({ done: [region('left')], undone: [region('top')] })
  expect(reduceHistory(history, { type: 'redo' }).done).toEqual([region('left'), region('top')])
  expect(reduceHistory(history, { type: 'do', step: { type: 'invert' } }).undone).toEqual([])
  expect(reduceHistory(emptyHistory, { type: 'undo' })).toBe(emptyHistory)
})
