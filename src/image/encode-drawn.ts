import { constants, deflateSync } from 'node:zlib'
import type { Planes } from '#src/pipeline/planes.ts'
import type { EncodedPicture } from './encode.ts'
import { byteOf, checkColour } from './planes-of.ts'
import { fileOf, type PngText, withTexts } from './png-chunks.ts'

/** "Average": of a byte is kept how far it is from the mean of the one before it and the one above (PNG, third edition, §9.2). */
const averageFilter = 3

/**
 * [3, H, W] in about [-1, 1], as a network drew it, as a PNG file; its pixels are those of `pictureOf`.
 *
 * Such a picture has grain everywhere: no stretch of bytes comes twice, so that a search for repetitions, most of what sharp spends on a
 * PNG file, finds nothing. What helps is to keep differences between neighbours, by length of run and frequency alone. sharp offers no such
 * choice: it takes three times as long for a file a tenth larger, or without its filters half as large again. Pictures with even grounds
 * are better off with `encodePng`.
 *
 * It works on the calling thread, 2 ms at 256 px: much less than a run of the network that drew the picture there.
 */
export function encodeDrawn(planes: Planes, texts: readonly PngText[] = []): EncodedPicture {
  checkColour(planes)
  const { width, height } = planes
  const rows = filtered(planes)
  const packed = deflateSync(rows, { strategy: constants.Z_RLE, memLevel: 9, chunkSize: Math.max(64, rows.length) })
  return { bytes: withTexts(fileOf({ width, height }, packed), texts), format: 'png', width, height }
}

/** The rows as a PNG file holds them: each with its filter before it, three bytes a pixel. */
function filtered({ data, height, width }: Planes): Uint8Array {
  const area = width * height
  const row = 3 * width
  const out = new Uint8Array((1 + row) * height)
  /** The row above, which the row at hand overwrites. */
  const above = new Uint8Array(row)
  for (let y = 0, at = 0; y < height; y++, at += 1 + row) {
    out[at] = averageFilter
    for (let channel = 0; channel < 3; channel++) {
      const first = channel * area + y * width
      let before = 0
      for (let x = 0, i = channel; x < width; x++, i += 3) {
        const byte = byteOf(data[first + x] ?? 0)
        out[at + 1 + i] = byte - ((before + (above[i] ?? 0)) >> 1)
        above[i] = byte
        before = byte
      }
    }
  }
  return out
}
