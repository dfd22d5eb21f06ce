import { expect, it } from 'vitest'
import { pictureOf, planesOf } from '#src/image/planes-of.ts'

it('turns bytes into planes in [-1, 1] and back', () => {
  const data = Uint8Array.from([0, 128, 255, 255, 10, 20, 30, 255])
  const planes = planesOf({ width: 2, height: 1, data })
  expect(planes).toMatchObject({ channels: 3, height: 1, width: 2 })
  const expected = [0, 10, 128, 20, 255, 30].map((value) => expect.closeTo(value / 127.5 - 1, 6))
  expect(Array.from(planes.data)).toEqual(expected)
  expect(Array.from(pictureOf(planes).data)).toEqual(Array.from(data))
})

it('keeps all 256 levels', () => {
  const data = Uint8Array.from({ length: 256 * 4 }, (_, i) => (i % 4 === 3 ? 255 : Math.floor(i / 4)))
  expect(pictureOf(planesOf({ width: 256, height: 1, data })).data).toEqual(data)
})

it('puts transparent parts over white, or over the given colour', () => {
  const glass = { width: 1, height: 1, data: Uint8Array.from([255, 0, 0, 127.5]) }
  const mixed = (background?: { r: number; g: number; b: number }): number[] =>
    Array.from(pictureOf(planesOf(glass, background)).data)
  expect(mixed()).toEqual([255, 128, 128, 255])
  expect(mixed({ r: 0, g: 0, b: 0 })).toEqual([127, 0, 0, 255])
})

it('clamps values outside [-1, 1] and refuses planes that do not match the size', () => {
  const data = Float32Array.from([-3, 1.5, 0])
  expect(Array.from(pictureOf({ data, channels: 3, height: 1, width: 1 }).data)).toEqual([0, 255, 128, 255])
  expect(() => pictureOf({ data, channels: 1, height: 1, width: 3 })).toThrow('3 channels, not 1')
})
