import type { Picture } from './picture.ts'
import { pillowResize } from './pillow-resize.ts'

/**
 * Puts IF's watermark into the lower right corner, to the byte as diffusers does (`IFWatermarker.apply_watermark`; the
 * arithmetic is that of DeepFloyd's own code, deepfloyd_if/modules/base.py).
 *
 * @param watermark 62 × 62 px with transparency, from the model's folder `watermarker`
 * @param sampleSize the edge in pixels that the last stage was trained for
 */
export function withWatermark(picture: Picture, watermark: Picture, sampleSize: number): Picture {
  const { width, height } = picture
  const ratio = Math.min(height / sampleSize, width / sampleSize)
  const [across, down] = ratio < 1 ? [Math.trunc(width / ratio), Math.trunc(height / ratio)] : [width, height]
  const scale = Math.sqrt((across * down) / 1024 ** 2)
  const edge = Math.trunc(scale * 62)
  // Python: too small a picture makes a mark of no size, which Pillow refuses.
  if (edge < 1) return picture
  const right = across - Math.trunc(14 * scale)
  const bottom = down - Math.trunc(14 * scale)
  return pasted(picture, pillowResize(watermark, edge, edge), right - edge, bottom - edge)
}

/** Lays a picture over another one by its own transparency, as Pillow's `Image.paste` with a mask. What lies outside is cut off. */
function pasted(under: Picture, over: Picture, left: number, top: number): Picture {
  // A copy: `slice` of a Buffer would share its memory.
  const data = Uint8Array.from(under.data)
  for (let y = Math.max(0, -top); y < over.height && top + y < under.height; y++) {
    for (let x = Math.max(0, -left); x < over.width && left + x < under.width; x++) {
      const from = 4 * (y * over.width + x)
      const to = 4 * ((top + y) * under.width + left + x)
      const alpha = over.data[from + 3] ?? 0
      for (let c = 0; c < 3; c++) {
        const sum = (data[to + c] ?? 0) * (255 - alpha) + (over.data[from + c] ?? 0) * alpha + 128
        data[to + c] = ((sum >> 8) + sum) >> 8
      }
    }
  }
  return { ...under, data }
}
