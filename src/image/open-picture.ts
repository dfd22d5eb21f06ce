import sharp, { type Metadata } from 'sharp'
import { UserError } from '#src/errors.ts'
import type { Size } from '#src/pipeline/planes.ts'
import { readApng } from './apng.ts'
import { decode } from './decode.ts'
import type { Picture } from './picture.ts'
import { asStillAvif, isAvifSequence, pictureFormat, type PictureFormat } from './picture-format.ts'
import { hasTransparentPart } from './transparent-part.ts'

/** The limits of a picture. They are checked before anything is decoded. */
export interface PictureLimits {
  /** The largest file in bytes. */
  readonly bytes: number
  /** The largest product of width and height. */
  readonly pixels: number
  /** Whether it may be narrower than `widestRatio` allows, like a strip of steps. Default: no. */
  readonly anyShape?: boolean
}

export const defaultLimits: PictureLimits = { bytes: 25e6, pixels: 50e6 }

/** The shortest side in pixels that can still be drawn from. */
const shortestSide = 8
/** The largest ratio of the sides. Beyond it the network would have to draw a picture many times its size. */
const widestRatio = 4

/** Limits of what can be decoded at all, for pictures whose size was checked when they came. */
export const decodableLimits: PictureLimits = { bytes: 2 ** 30, pixels: 2 ** 28 }

/** Limits for stored pictures. They were checked when they came or were made here, so any size that can be decoded will do. */
export const storedLimits: PictureLimits = { ...decodableLimits, anyShape: true }

export interface OpenedPicture {
  readonly picture: Picture
  readonly format: PictureFormat
  /** Whether it has a transparent part that can serve as a mask. */
  readonly transparent: boolean
  /** Notices for the person, one sentence each, such as that only the first frame of an animation is used. */
  readonly notices: readonly string[]
}

/**
 * Decodes a picture that a person hands in: turned upright by its EXIF data, the first frame of an animation, 8 bits per
 * channel, sRGB, with its transparency.
 *
 * @param name how error sentences call the picture, such as the file's name
 * @throws UserError `picture-empty`, `picture-too-heavy`, `not-a-picture`, `picture-too-large`, `picture-too-small`,
 *   `picture-too-narrow`, `picture-broken`
 */
export async function openPicture(
  file: Uint8Array,
  name: string,
  limits: PictureLimits = defaultLimits,
): Promise<OpenedPicture> {
  const format = checkFile(file, name, limits)
  const isSequence = isAvifSequence(file)
  const bytes = isSequence ? asStillAvif(file) : file
  const metadata = await decoding(name, () => readMetadata(bytes))
  checkSize(metadata, name, limits)
  const apng = format === 'png' ? readApng(bytes) : undefined
  const picture = await decoding(name, async () => {
    const { firstFrame } = apng ?? {}
    if (firstFrame === undefined) return decode({ bytes, format, metadata }, limits.pixels)
    const frame = { bytes: firstFrame.file, format, metadata: await readMetadata(firstFrame.file) }
    return placed(await decode(frame, limits.pixels), metadata, firstFrame)
  })
  const frames = apng?.frames ?? (isSequence ? Infinity : (metadata.pages ?? 1))
  return {
    picture,
    format,
    transparent: hasTransparentPart(picture),
    notices: frames > 1 ? [firstOfMany(name, format)] : [],
  }
}

/** Reads a file's header. Extra channels are no reason to refuse it, since only its colours are decoded. */
function readMetadata(bytes: Uint8Array): Promise<Metadata> {
  return sharp(bytes, { limitInputPixels: false, limitInputChannels: 0 }).metadata()
}

/** A frame at its place on the transparent canvas of its animation. */
function placed(frame: Picture, { width, height }: Size, { left, top }: { left: number; top: number }): Picture {
  if (frame.width === width && frame.height === height) return frame
  if (left + frame.width > width || top + frame.height > height) throw new Error('a frame lies outside of its canvas')
  const data = new Uint8Array(4 * width * height)
  for (let y = 0; y < frame.height; y++) {
    const row = frame.data.subarray(4 * y * frame.width, 4 * (y + 1) * frame.width)
    data.set(row, 4 * ((top + y) * width + left))
  }
  return { width, height, data }
}

/**
 * Checks the header of a picture without decoding it.
 *
 * @throws UserError as `openPicture` does before decoding
 */
export async function checkPicture(file: Uint8Array, name: string, limits: PictureLimits): Promise<void> {
  checkFile(file, name, limits)
  const bytes = isAvifSequence(file) ? asStillAvif(file) : file
  checkSize(await decoding(name, () => readMetadata(bytes)), name, limits)
}

function checkFile(bytes: Uint8Array, name: string, limits: PictureLimits): PictureFormat {
  if (bytes.length === 0) throw new UserError('picture-empty', `${name} is an empty file; choose another picture.`)
  if (bytes.length > limits.bytes) {
    throw new UserError(
      'picture-too-heavy',
      `${name} has ${megabytes(bytes.length)} MB; choose a picture of at most ${megabytes(limits.bytes)} MB.`,
      { bytes: bytes.length, limit: limits.bytes },
    )
  }
  const format = pictureFormat(bytes)
  if (format !== undefined) return format
  throw new UserError(
    'not-a-picture',
    `${name} is not a picture that can be read; use PNG, JPEG, WebP, GIF, AVIF or TIFF.`,
  )
}

function checkSize({ width, height }: Metadata, name: string, limits: PictureLimits): void {
  const details = { width, height }
  const size = `${width} × ${height} pixels`
  if (width * height > limits.pixels) {
    const maxMegapixels = Math.floor(limits.pixels / 1e6)
    throw new UserError(
      'picture-too-large',
      `${name} has ${size}; make it smaller, at most ${maxMegapixels} million pixels.`,
      details,
    )
  }
  if (Math.min(width, height) < shortestSide) {
    throw new UserError(
      'picture-too-small',
      `${name} has only ${size}; choose a picture of at least ${shortestSide} × ${shortestSide}.`,
      details,
    )
  }
  if (limits.anyShape !== true && Math.max(width, height) > widestRatio * Math.min(width, height)) {
    throw new UserError(
      'picture-too-narrow',
      `${name} has ${size}; crop it until no side is over ${widestRatio} times the other.`,
      details,
    )
  }
}

/** The pixels of a stored picture. @throws UserError as `openPicture` */
export async function openStored(bytes: Uint8Array): Promise<Picture> {
  return (await openPicture(bytes, 'The picture', storedLimits)).picture
}

/** Runs a decoder. Its own error message is kept as the cause, for the log. */
async function decoding<Result>(name: string, decode: () => Promise<Result>): Promise<Result> {
  try {
    return await decode()
  } catch (cause) {
    throw new UserError(
      'picture-broken',
      `${name} is damaged or cut off; save it again or choose another picture.`,
      {},
      { cause },
    )
  }
}

function firstOfMany(name: string, format: PictureFormat): string {
  return format === 'tiff'
    ? `${name} has several pages; the first one is used.`
    : `${name} moves; its first frame is used.`
}

function megabytes(bytes: number): string {
  return String(Math.round(bytes / 1e5) / 10)
}
