import { chunksOf, fileOfChunks, type Chunk } from './png-chunks.ts'

/** What an animated PNG shows first (PNG specification, third edition, §4.9 and §11.3.6). */
export interface Apng {
  readonly frames: number
  /** The first frame where the file's default image is not part of the animation. */
  readonly firstFrame?: ApngFrame
}

/** A frame as a PNG file of its own, and its position on the canvas in pixels. */
export interface ApngFrame {
  readonly file: Uint8Array
  readonly left: number
  readonly top: number
}

/** Looks for an animation in a PNG file. Undefined if the file has none. */
export function readApng(png: Uint8Array): Apng | undefined {
  const before: Chunk[] = []
  let frames: number | undefined
  let control: Chunk | undefined
  let hidden = false
  const parts: Uint8Array[] = []
  for (const chunk of chunksOf(png)) {
    if (chunk.type === 'acTL') frames = view(chunk).getUint32(0)
    else if (chunk.type === 'IDAT') {
      if (frames === undefined) return undefined
      // The default image is the first frame where a frame control comes before it.
      if (control !== undefined) return { frames }
      hidden = true
    } else if (chunk.type === 'fcTL') {
      if (parts.length > 0) break
      control = chunk
    } else if (chunk.type === 'fdAT') parts.push(chunk.data.subarray(4))
    else if (!hidden) before.push(chunk)
  }
  if (frames === undefined) return undefined
  if (control === undefined || parts.length === 0) return { frames }
  return { frames, firstFrame: frameOf(before, view(control), parts) }
}

function frameOf(before: readonly Chunk[], control: DataView, parts: readonly Uint8Array[]): ApngFrame {
  const size = { width: control.getUint32(4), height: control.getUint32(8) }
  const chunks = before.map((chunk) => {
    if (chunk.type !== 'IHDR') return chunk
    const data = Uint8Array.from(chunk.data)
    view({ ...chunk, data }).setUint32(0, size.width)
    view({ ...chunk, data }).setUint32(4, size.height)
    return { ...chunk, data }
  })
  const pixels = { type: 'IDAT', data: Buffer.concat(parts) }
  const file = fileOfChunks([...chunks, pixels, { type: 'IEND', data: new Uint8Array() }])
  return { file, left: control.getUint32(12), top: control.getUint32(16) }
}

function view({ data }: Chunk): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength)
}
