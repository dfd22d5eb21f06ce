/** The file formats that can be read. */
export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'tiff'

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end))

/**
 * The format by the file's first bytes, or undefined for anything else. Only these formats reach a decoder, so that no
 * format with scripts or links in it (SVG, PDF) is ever opened.
 */
export function pictureFormat(bytes: Uint8Array): PictureFormat | undefined {
  const start = ascii(bytes, 0, 4)
  if (start === '\x89PNG') return 'png'
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (start === 'GIF8') return 'gif'
  if (start === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp'
  if (start === 'II*\0' || start === 'MM\0*') return 'tiff'
  if (ascii(bytes, 4, 8) === 'ftyp' && /avif|avis/.test(ascii(bytes, 8, 32))) return 'avif'
  return undefined
}

/** A file of an animated AVIF under the brand of a still one, which is the only one that the decoder takes. */
export function asStillAvif(bytes: Uint8Array): Uint8Array {
  const still = Uint8Array.from(bytes)
  still.set(new TextEncoder().encode('avif'), 8)
  return still
}

/** Whether a file is an animated AVIF, which names the brand of image sequences. */
export function isAvifSequence(bytes: Uint8Array): boolean {
  return ascii(bytes, 4, 12) === 'ftypavis'
}
