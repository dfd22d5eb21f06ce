import sharp from 'sharp'
import type { Planes } from '#src/pipeline/planes.ts'
import { maskGrid } from '#src/requests/mask-spec.ts'
import { pipelineOf } from './encode.ts'
import { enlarge } from './enlarge.ts'
import { lettering } from './lettering.ts'
import { flatten, type Picture } from './picture.ts'
import { previewSide } from './preview-side.ts'
import { shrink } from './shrink.ts'

/** Shows a mask: what will be repainted has a tint and a bright edge. `mask` is [1, H, W] of the picture's size. */
export async function maskOverlay(picture: Picture, mask: Planes): Promise<Picture> {
  const flat = flatten(picture)
  const data = Uint8Array.from(flat.data)
  const tint = [255, 64, 129]
  const { width, height } = picture
  const covered = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && (mask.data[y * width + x] ?? 0) >= 0.5
  const edge = Math.max(1, Math.round(Math.max(width, height) / 200))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!covered(x, y)) continue
      const inside = covered(x - edge, y) && covered(x + edge, y) && covered(x, y - edge) && covered(x, y + edge)
      const share = inside ? 0.45 : 1
      for (let c = 0; c < 3; c++) {
        const at = 4 * (y * width + x) + c
        data[at] = Math.round((data[at] ?? 0) * (1 - share) + (tint[c] ?? 0) * share)
      }
    }
  }
  // Small pictures are enlarged by a whole factor, so that it is clear which pixels the mask covers.
  return enlarge(await shrink({ ...flat, data }, previewSide), previewSide)
}

/** The picture under a numbered grid from which people pick cells. */
export async function gridOverlay(picture: Picture): Promise<Picture> {
  const small = await enlarged(flatten(picture))
  const { width, height } = small
  const letters = await lettering()
  const size = Math.round(Math.min(width / maskGrid.columns, height / maskGrid.rows) * 0.34)
  const marks: string[] = []
  for (let row = 0; row < maskGrid.rows; row++) {
    for (let column = 0; column < maskGrid.columns; column++) {
      const number = String(row * maskGrid.columns + column + 1)
      const x = ((column + 0.5) * width) / maskGrid.columns - letters.width(number, size) / 2
      const y = ((row + 0.5) * height) / maskGrid.rows + size * 0.35
      marks.push(
        `<path d="${letters.path(number, x, y, size)}" fill="#fff" stroke="#000" stroke-width="${size / 7}" stroke-linejoin="round" paint-order="stroke"/>`,
      )
    }
  }
  const lines = [
    ...Array.from({ length: maskGrid.columns - 1 }, (_, i) => `M${((i + 1) * width) / maskGrid.columns} 0V${height}`),
    ...Array.from({ length: maskGrid.rows - 1 }, (_, i) => `M0 ${((i + 1) * height) / maskGrid.rows}H${width}`),
  ].join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <path d="${lines}" stroke="#000" stroke-opacity=".55" stroke-width="4"/><path d="${lines}" stroke="#fff" stroke-width="1.5"/>
    ${marks.join('')}</svg>`
  const { data } = await pipelineOf(small)
    .composite([{ input: Buffer.from(svg) }])
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width, height, data }
}

/** Brings a picture to the size of previews, so that the numbers are readable. */
async function enlarged(picture: Picture): Promise<Picture> {
  const { width, height } = picture
  if (Math.max(width, height) >= previewSide) return shrink(picture, previewSide)
  const { data, info } = await sharp(picture.data, { raw: { width, height, channels: 4 } })
    .resize(previewSide, previewSide, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}
