import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { Size } from '#src/pipeline/planes.ts'

/** A text in a PNG file. The keyword has 1 to 79 letters. */
export interface PngText {
  readonly keyword: string
  readonly text: string
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Bytes of a chunk besides its data: length, type, checksum. */
const chunkFrame = 12

/** One chunk of a PNG file. */
export interface Chunk {
  readonly type: string
  readonly data: Uint8Array
}

/**
 * Makes an RGB PNG file with 8 bits per sample.
 *
 * @param packed the filtered rows, compressed in zlib's format
 */
export function fileOf({ width, height }: Size, packed: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  return fileOfChunks([
    { type: 'IHDR', data: header },
    { type: 'IDAT', data: packed },
    { type: 'IEND', data: new Uint8Array() },
  ])
}

/** Makes a PNG file of chunks. */
export function fileOfChunks(chunks: readonly Chunk[]): Uint8Array {
  return Buffer.concat([signature, ...chunks.map(bytesOf)])
}

/**
 * Inserts texts right after the header of a PNG file (PNG specification, third edition, §11.3.3): as tEXt, which every reader
 * knows, where Latin-1 suffices, else as compressed iTXt.
 *
 * @throws Error where the file is no PNG
 */
export function withTexts(png: Uint8Array, texts: readonly PngText[]): Uint8Array {
  const [header] = chunksOf(png)
  if (header?.type !== 'IHDR') throw new Error('not a PNG file: it does not begin with its header')
  const end = signature.length + chunkFrame + header.data.length
  return Buffer.concat([png.subarray(0, end), ...texts.map((text) => bytesOf(textChunk(text))), png.subarray(end)])
}

/** The texts of a PNG file, of all three kinds. Unreadable ones are left out, and a file that is no PNG has none. */
export function textsOf(png: Uint8Array): PngText[] {
  return [...chunksOf(png)].flatMap((chunk) => readText(chunk) ?? [])
}

const textTypes = ['tEXt', 'zTXt', 'iTXt']

/** A PNG file without its texts. Any other file as it is. */
export function withoutTexts(file: Uint8Array): Uint8Array {
  const chunks = [...chunksOf(file)]
  const others = chunks.filter(({ type }) => !textTypes.includes(type))
  return others.length === chunks.length ? file : fileOfChunks(others)
}

/** The chunks of a PNG file up to the first one that is cut off. A file that is no PNG has none. */
export function* chunksOf(png: Uint8Array): Generator<Chunk> {
  if (!signature.every((byte, i) => png[i] === byte)) return
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  for (let at = signature.length; at + chunkFrame <= png.length;) {
    const length = view.getUint32(at)
    const end = at + 8 + length
    if (end + 4 > png.length) return
    yield { type: latin1(png.subarray(at + 4, at + 8)), data: png.subarray(at + 8, end) }
    at = end + 4
  }
}

function bytesOf({ type, data }: Chunk): Uint8Array {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

function textChunk({ keyword, text }: PngText): Chunk {
  const name = Buffer.from(`${keyword}\0`, 'latin1')
  // eslint-disable-next-line no-control-regex
  if (/^[\n\x20-\x7e\xa0-\xff]*$/.test(text))
    return { type: 'tEXt', data: Buffer.concat([name, Buffer.from(text, 'latin1')]) }
  // Compressed, with deflate, without a language and without a translated keyword.
  return { type: 'iTXt', data: Buffer.concat([name, Buffer.from([1, 0, 0, 0]), deflateSync(Buffer.from(text))]) }
}

/** The largest text in bytes. Other people's files are untrusted: a small chunk must not unpack into gigabytes. */
const maxTextLength = 2 ** 20

function readText({ type, data }: Chunk): PngText | undefined {
  const zero = data.indexOf(0)
  if (zero < 1) return undefined
  const keyword = latin1(data.subarray(0, zero))
  const rest = data.subarray(zero + 1)
  if (type === 'tEXt') return { keyword, text: latin1(rest) }
  if (type === 'zTXt') return unpacked(keyword, rest.subarray(1), latin1)
  if (type !== 'iTXt') return undefined
  const language = rest.indexOf(0, 2)
  const translated = rest.indexOf(0, language + 1)
  if (language < 0 || translated < 0) return undefined
  const body = rest.subarray(translated + 1)
  return rest[0] === 1 ? unpacked(keyword, body, utf8) : { keyword, text: utf8(body) }
}

function unpacked(keyword: string, packed: Uint8Array, decode: (bytes: Uint8Array) => string): PngText | undefined {
  try {
    return { keyword, text: decode(inflateSync(packed, { maxOutputLength: maxTextLength })) }
  } catch {
    return undefined
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
