import sharp from 'sharp'
import { lettering } from '../lettering.ts'
import type { Picture } from '../picture.ts'

/** One or two lines of text, ready to be drawn on frames. */
export interface Caption {
  readonly width: number
  readonly height: number
  /** [H, W], the opacity of the text, 0 … 255. */
  readonly ink: Uint8Array
}

const size = 17
const lineHeight = 23
const colour = [34, 37, 43] as const

/** The height of captions below a picture, in pixels. */
export const captionHeight = 2 * lineHeight + 12

/** Makes a centred caption of at most two lines. */
export async function makeCaption(text: string, width: number): Promise<Caption> {
  const letters = await lettering()
  const lines = letters.wrap(text, size, width - 16, 2)
  const paths = lines.map((line, i) => {
    const x = (width - letters.width(line, size)) / 2
    return `<path d="${letters.path(line, x, 6 + (i + 0.8) * lineHeight, size)}" fill="#fff"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${captionHeight}">${paths.join('')}</svg>`
  const { data } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .extractChannel('alpha')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width, height: captionHeight, ink: data }
}

/** Draws a caption at the bottom of a frame, with an opacity from 0 to 1. */
export function drawCaption(frame: Picture, { width, height, ink }: Caption, opacity: number): void {
  if (opacity <= 0) return
  const top = frame.height - height
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const share = ((ink[y * width + x] ?? 0) / 255) * Math.min(1, opacity)
      if (share === 0) continue
      const at = 4 * ((top + y) * frame.width + x)
      for (let c = 0; c < 3; c++)
        frame.data[at + c] = Math.round((frame.data[at + c] ?? 0) * (1 - share) + (colour[c] ?? 0) * share)
    }
  }
}

/** The opacities of two captions during a transition. The first fades out before the second fades in. */
export function fade(progress: number): readonly [number, number] {
  return [Math.max(0, 1 - 3 * progress), Math.max(0, 3 * progress - 2)]
}
