import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp'
import type { PictureFormat } from './picture-format.ts'
import type { Picture } from './picture.ts'

/** A PNG, JPEG … file and what its header says. */
export interface EncodedFile {
  readonly bytes: Uint8Array
  readonly format: PictureFormat
  readonly metadata: Metadata
}

/**
 * Decodes the first frame of a file: upright, 8 bits per channel, sRGB, with its transparency.
 *
 * @param pixels the largest number of pixels
 * @throws Error of the decoder where the file is damaged or cut off
 */
export async function decode(file: EncodedFile, pixels: number): Promise<Picture> {
  const options = { limitInputPixels: pixels, failOn: 'truncated', pages: 1 } as const
  try {
    return await decodeWith(file, options)
  } catch (error) {
    if (file.format !== 'jpeg') throw error
    // Some phones leave the end marker out. Warnings then mean that rows are missing as well.
    const bytes = withEndMarker(file.bytes)
    return decodeWith({ ...file, bytes }, { ...options, failOn: 'warning' }).catch(() => Promise.reject(error))
  }
}

async function decodeWith({ bytes, metadata }: EncodedFile, options: SharpOptions): Promise<Picture> {
  const grey = /^(b-w|grey16)$/.test(metadata.space)
  const colours = grey ? 1 : metadata.space === 'cmyk' ? 4 : 3
  if (metadata.channels > colours + 1) return decodeColours(bytes, grey ? [0] : [0, 1, 2], options)
  const { data, info } = await raw(sharp(bytes, options).autoOrient().toColourspace('srgb').ensureAlpha())
  if (info.channels !== 4) throw new Error(`decoded ${info.channels} channels instead of 4`)
  return { width: info.width, height: info.height, data }
}

/** Decodes only the colours of a file with extra channels, which TIFF files from scanners and image editors have. */
async function decodeColours(
  bytes: Uint8Array,
  colours: readonly (0 | 1 | 2)[],
  options: SharpOptions,
): Promise<Picture> {
  const planes = []
  for (const colour of colours) {
    const image = sharp(bytes, { ...options, limitInputChannels: 0 })
    planes.push(await raw(image.autoOrient().extractChannel(colour)))
  }
  const [first] = planes
  if (first === undefined) throw new Error('decoded no channels')
  const { width, height } = first.info
  const data = new Uint8Array(4 * width * height).fill(255)
  for (let c = 0; c < 3; c++) {
    const plane = (planes[c] ?? first).data
    for (let i = 0; i < width * height; i++) data[4 * i + c] = plane[i] ?? 0
  }
  return { width, height, data }
}

function raw(image: Sharp) {
  return image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
}

function withEndMarker(jpeg: Uint8Array): Uint8Array {
  return Buffer.concat([jpeg, jpeg.at(-1) === 0xff ? [] : [0xff], [0xd9]].map((part) => Uint8Array.from(part)))
}
