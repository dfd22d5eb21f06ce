/** One frame of an animation: a lossy WebP file without transparency, and how long it is shown. */
export interface StillWebp {
  readonly file: Uint8Array
  readonly milliseconds: number
}

/**
 * Makes an endless animated WebP in which each frame overwrites the whole frame before it (WebP container specification,
 * developers.google.com/speed/webp/docs/riff_container).
 *
 * libwebp's own animations leave out pixels that changed little, so that lossy edges stay behind as ghosts. Whole frames cost
 * a few bytes more and are clean.
 */
export function animatedWebp(stills: readonly StillWebp[], width: number, height: number): Uint8Array {
  const header = chunk('VP8X', [hasAnimation, 0, 0, 0, ...uint24(width - 1), ...uint24(height - 1)])
  const white = [255, 255, 255, 255]
  const endless = [0, 0]
  const frames = stills.map(({ file, milliseconds }) =>
    chunk(
      'ANMF',
      [...uint24(0), ...uint24(0), ...uint24(width - 1), ...uint24(height - 1), ...uint24(milliseconds), overwrite],
      bitstreamOf(file),
    ),
  )
  const body = Buffer.concat([Buffer.from('WEBP'), header, chunk('ANIM', [...white, ...endless]), ...frames])
  return Buffer.concat([Buffer.from('RIFF'), uint32(body.length), body])
}

const hasAnimation = 0x02
const overwrite = 0x02

function chunk(name: string, values: readonly number[], rest: Uint8Array = new Uint8Array()): Buffer {
  const data = Buffer.concat([Uint8Array.from(values), rest])
  return Buffer.concat([Buffer.from(name), uint32(data.length), data, Buffer.alloc(data.length % 2)])
}

/** The chunk with the pixels of a simple lossy file, with its header and padding. */
function bitstreamOf(file: Uint8Array): Uint8Array {
  const name = Buffer.from(file.subarray(12, 16)).toString('latin1')
  if (name !== 'VP8 ') throw new Error(`expected a simple lossy WebP file, found ${name}`)
  return file.subarray(12)
}

function uint24(value: number): number[] {
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255]
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
