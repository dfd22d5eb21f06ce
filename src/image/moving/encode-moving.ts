import { UserError } from '#src/errors.ts'
import { type EncodedPicture, pipelineOf } from '../encode.ts'
import type { Picture } from '../picture.ts'
import { animatedWebp, type StillWebp } from './webp-container.ts'

/** One frame of a moving picture and how long it is shown. */
export interface Frame {
  readonly picture: Picture
  readonly milliseconds: number
}

/** From the best to the smallest file: WebP quality, keeping every nth frame of a movement, and the scale. */
const fallbacks = [
  { quality: 82, every: 1, scale: 1 },
  { quality: 65, every: 1, scale: 1 },
  { quality: 50, every: 2, scale: 1 },
  { quality: 40, every: 2, scale: 0.75 },
  { quality: 30, every: 3, scale: 0.5 },
] as const

/**
 * Encodes frames as an endless animated WebP of at most `limit` bytes. Where the best quality does not fit, it becomes coarser and smaller.
 *
 * @throws UserError `picture-does-not-fit`
 */
export async function encodeMoving(frames: readonly Frame[], limit: number): Promise<EncodedPicture> {
  for (const { quality, every, scale } of fallbacks) {
    const encoded = await encode(thin(frames, every), quality, scale)
    if (encoded.bytes.length <= limit) return encoded
  }
  throw new UserError('picture-does-not-fit', `The moving picture does not fit into ${limit} bytes.`, { limit })
}

/** How many frames are encoded in parallel. */
const atOnce = 4

async function encode(frames: readonly Frame[], quality: number, scale: number): Promise<EncodedPicture> {
  const [first] = frames
  if (first === undefined) throw new Error('a moving picture needs a frame')
  const size = { width: Math.round(first.picture.width * scale), height: Math.round(first.picture.height * scale) }
  const still = async ({ picture, milliseconds }: Frame): Promise<StillWebp> => {
    const image = pipelineOf(picture).removeAlpha()
    const scaled = scale === 1 ? image : image.resize(size.width, size.height, { fit: 'fill' })
    return { file: await scaled.webp({ quality, effort: 2, smartSubsample: true }).toBuffer(), milliseconds }
  }
  const stills: StillWebp[] = []
  for (let i = 0; i < frames.length; i += atOnce) {
    stills.push(...(await Promise.all(frames.slice(i, i + atOnce).map(still))))
  }
  return { bytes: animatedWebp(stills, size.width, size.height), format: 'webp', ...size }
}

/** Frames shown longer than this many milliseconds are stops, which are always kept. */
const stop = 200

/** Keeps every nth frame of the movements. Each is shown for as long as the frames it replaces. */
function thin(frames: readonly Frame[], every: number): Frame[] {
  const kept: Frame[] = []
  let since = 0
  for (const frame of frames) {
    const last = kept.at(-1)
    if (frame.milliseconds < stop && since % every !== 0 && last !== undefined) {
      kept[kept.length - 1] = { ...last, milliseconds: last.milliseconds + frame.milliseconds }
    } else {
      kept.push(frame)
    }
    since = frame.milliseconds < stop ? since + 1 : 0
  }
  return kept
}
