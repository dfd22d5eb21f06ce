import sharp, { type Sharp } from 'sharp'

/** Left half red, right half blue, as sharp holds it: a picture whose sides one can tell apart. */
export function redBlue(width = 32, height = 24): Sharp {
  const data = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) data[3 * i + (i % width < width / 2 ? 0 : 2)] = 255
  return sharp(data, { raw: { width, height, channels: 3 } })
}

/** Red, green, blue and alpha of one pixel. */
export function pixel(picture: { width: number; data: Uint8Array }, x: number, y: number): number[] {
  const at = 4 * (y * picture.width + x)
  return Array.from(picture.data.subarray(at, at + 4))
}
