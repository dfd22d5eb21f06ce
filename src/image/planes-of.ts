import { held } from '#src/pipeline/arithmetic.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { type Colour, flatten, type Picture, white } from './picture.ts'

/** [3, H, W] in [-1, 1]; transparent parts as `background` shows through them. */
export function planesOf(picture: Picture, background: Colour = white): Planes {
  const { width, height, data } = flatten(picture, background)
  const area = width * height
  const planes = new Float32Array(3 * area)
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) planes[c * area + i] = (data[4 * i + c] ?? 0) / 127.5 - 1
  }
  return { data: planes, channels: 3, height, width }
}

/** The bytes of [3, H, W] in about [-1, 1], as diffusers makes them: x/2 + 0.5, clamped to 0 … 1, times 255, rounded. */
export function pictureOf(planes: Planes): Picture {
  checkColour(planes)
  const { data, height, width } = planes
  const area = width * height
  const bytes = new Uint8Array(4 * area)
  for (let i = 0, at = 0; i < area; i++, at += 4) {
    bytes[at] = byteOf(data[i] ?? 0)
    bytes[at + 1] = byteOf(data[area + i] ?? 0)
    bytes[at + 2] = byteOf(data[2 * area + i] ?? 0)
    bytes[at + 3] = 255
  }
  return { width, height, data: bytes }
}

/** @throws Error where planes are not red, green and blue */
export function checkColour({ channels }: Planes): void {
  if (channels !== 3) throw new Error(`a picture has 3 channels, not ${channels}`)
}

/** The byte of one value in about [-1, 1]; rounded by half a step more, since bits are cut off. */
export function byteOf(value: number): number {
  return (held(value, 1) * 127.5 + 128) | 0
}
