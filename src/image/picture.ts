/** A picture as bytes: RGBA, row by row, four bytes per pixel, sRGB, not premultiplied. */
export interface Picture {
  readonly width: number
  readonly height: number
  /** width · height · 4 bytes */
  readonly data: Uint8Array
}

/** A colour without transparency, 0 … 255 each. */
export interface Colour {
  readonly r: number
  readonly g: number
  readonly b: number
}

export const white: Colour = { r: 255, g: 255, b: 255 }

/** Whether any pixel is not fully opaque. */
export function hasTransparency(picture: Picture): boolean {
  for (let i = 3; i < picture.data.length; i += 4) if (picture.data[i] !== 255) return true
  return false
}

/** The picture laid over a plain colour. */
export function flatten(picture: Picture, background: Colour = white): Picture {
  if (!hasTransparency(picture)) return picture
  const { data } = picture
  const flat = new Uint8Array(data.length)
  const under = [background.r, background.g, background.b]
  for (let i = 0; i < data.length; i += 4) {
    const alpha = (data[i + 3] ?? 0) / 255
    for (let c = 0; c < 3; c++) flat[i + c] = Math.round((data[i + c] ?? 0) * alpha + (under[c] ?? 0) * (1 - alpha))
    flat[i + 3] = 255
  }
  return { ...picture, data: flat }
}
