interface MediaType {
  readonly contentType: string
  readonly size: { readonly width: number; readonly height: number } | null
}

/** The type of a file by its first bytes, because Discord goes by content and not by name. Pictures with their size in pixels. */
export function mediaType(bytes: Uint8Array): MediaType {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (bytes.length >= 24 && ascii(1, 4) === 'PNG') {
    return { contentType: 'image/png', size: { width: view.getUint32(16), height: view.getUint32(20) } }
  }
  if (bytes.length >= 10 && ascii(0, 4) === 'GIF8') {
    return { contentType: 'image/gif', size: { width: view.getUint16(6, true), height: view.getUint16(8, true) } }
  }
  if (bytes.length >= 4 && bytes[0] === 0xff && bytes[1] === 0xd8) {
    return { contentType: 'image/jpeg', size: jpegSize(view) }
  }
  if (bytes.length >= 30 && ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') {
    return { contentType: 'image/webp', size: webpSize(view, ascii(12, 16)) }
  }
  if (bytes.length >= 12 && ascii(4, 8) === 'ftyp') {
    const brand = ascii(8, 12)
    if (brand === 'avif') return { contentType: 'image/avif', size: null }
    return { contentType: 'video/mp4', size: null }
  }
  return { contentType: isText(bytes) ? 'text/plain; charset=utf-8' : 'application/octet-stream', size: null }
}

/** Goes through the segments to the start-of-frame marker, which holds height and width. */
function jpegSize(view: DataView): MediaType['size'] {
  let at = 2
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (frame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

function webpSize(view: DataView, kind: string): MediaType['size'] {
  if (kind === 'VP8X') {
    const uint24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000
    return { width: uint24(24) + 1, height: uint24(27) + 1 }
  }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false
  try {
    // As a stream, because the last character of the piece may be cut.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, 4096), {
      stream: bytes.length > 4096,
    })
    // oxlint-disable-next-line no-control-regex -- control characters are what tells text from the rest
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text)
  } catch {
    return false
  }
}
