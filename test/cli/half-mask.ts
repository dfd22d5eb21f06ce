import sharp from 'sharp'

/** A picture to start from that can also be a mask: its left half is white, its right half transparent. */
export async function halfMask(): Promise<Buffer> {
  const data = Uint8Array.from({ length: 32 * 32 * 4 }, (_, i) => ((i >> 2) % 32 < 16 ? 255 : 0))
  return sharp(data, { raw: { width: 32, height: 32, channels: 4 } })
    .png()
    .toBuffer()
}
