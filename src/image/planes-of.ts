import { clamped } from '#src/pipeline/arithmetic.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { type Colour, flatten, type Picture, white } from './picture.ts'

/** Converts a picture to planes, [3, H, W] in [-1, 1]. `background` shows through transparent parts. */
export function planesOf(picture: Picture, background: Colour = white): Planes {
  const { width, height, data } = flatten(picture, background)
  const area = width * height
  const planes = new Float32Array(3 * area)
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) planes[c * area + i] = (data[4 * i + c] ?? 0) / 127.5 - 1
  }
  return { data: planes, channels: 3, height, width }
}

/** Converts planes, [3, H, W] in about [-1, 1], to bytes like diffusers: x/2 + 0.5, clamped to 0 … 1, times 255, rounded. */
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

/** @throws Error where the planes are not red, green and blue */
export function checkColour({ channels }: Planes): void {
  if (channels !== 3) throw new Error(`a picture has 3 channels, not ${channels}`)
}

/** The byte of one value in about [-1, 1]. 128 instead of 127.5 rounds, since `| 0` cuts the fraction off. */
export function byteOf(value: number): number {
  return (clamped(value, 1) * 127.5 + 128) | 0
}
