import { toMask } from './mask-pixels.ts'
import type { Background } from './paint-canvas.ts'

/** The canvas as a PNG file of the same size: a sketch as it is, a mask in black and white. */
export async function exportPicture(canvas: HTMLCanvasElement, background: Background): Promise<File> {
  if (background.kind === 'paper') return toFile(canvas, 'sketch.png')
  const copy = document.createElement('canvas')
  copy.width = canvas.width
  copy.height = canvas.height
  const context = copy.getContext('2d')
  const source = canvas.getContext('2d')
  if (context === null || source === null) throw new Error('This browser cannot draw.')
  const image = source.getImageData(0, 0, canvas.width, canvas.height)
  toMask(image.data)
  context.putImageData(image, 0, 0)
  return toFile(copy, 'mask.png')
}

function toFile(canvas: HTMLCanvasElement, name: string): Promise<File> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The drawing could not be saved as a picture.'))
      else resolve(new File([blob], name, { type: 'image/png' }))
    }, 'image/png')
  })
}
