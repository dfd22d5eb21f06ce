import sharp from 'sharp'
import type { Planes, Size } from '#src/pipeline/planes.ts'
import { resize as resizePlanes } from '#src/pipeline/resize.ts'
import { type Colour, type Picture, white } from './picture.ts'
import { planesOf } from './planes-of.ts'

/**
 * The size at which a picture enters a stage, as diffusers' IF pipelines for image to image have it: the shorter
 * side becomes `shortSide`, the longer one keeps the ratio, rounded to a multiple of 8.
 */
export function stageSize({ width, height }: Size, shortSide: number): Size {
  const long = (ratio: number): number => Math.round((shortSide / 8) * ratio) * 8
  return width >= height
    ? { width: long(width / height), height: shortSide }
    : { width: shortSide, height: long(height / width) }
}

/**
 * A picture as a stage takes it in: [3, H, W] in [-1, 1], of `stageSize`, by bicubic interpolation as Pillow's, then
 * in whole levels of 255, which is what diffusers hands to the network.
 */
export async function stagePlanes(picture: Picture, shortSide: number, background: Colour = white): Promise<Planes> {
  const size = stageSize(picture, shortSide)
  const near = await shrink(picture, gap * Math.max(size.width, size.height))
  const planes = resizePlanes(planesOf(near, background), size)
  return { ...planes, data: planes.data.map(inLevels) }
}

/** Pictures over this many times the size that they become are averaged down first (Pillow's `reducing_gap`). */
const gap = 8

function inLevels(value: number): number {
  return Math.round((Math.min(1, Math.max(-1, value)) + 1) * 127.5) / 127.5 - 1
}

/** A picture no longer than `longest` on either side; smaller ones as they are. */
export async function shrink(picture: Picture, longest: number): Promise<Picture> {
  const { width, height, data } = picture
  if (Math.max(width, height) <= longest) return picture
  const scaled = await sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
    .resize(longest, longest, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: scaled.info.width, height: scaled.info.height, data: scaled.data }
}
