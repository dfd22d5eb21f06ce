/** An uncompressed TIFF of one colour with any number of channels. */
export function tiffOf(width: number, height: number, channels: readonly number[]): Buffer {
  const count = channels.length
  const colours = count >= 4 ? 3 : 1
  const pixels = Buffer.from(Array.from({ length: width * height }, () => channels).flat())
  const entries = 11
  const bits = 8 + 2 + 12 * entries + 4
  const extra = bits + 2 * count
  const start = extra + 2 * (count - colours)
  const fields: readonly (readonly [tag: number, type: 3 | 4, count: number, value: number])[] = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, count, bits],
    [259, 3, 1, 1],
    [262, 3, 1, colours === 1 ? 1 : 2],
    [273, 4, 1, start],
    [277, 3, 1, count],
    [278, 4, 1, height],
    [279, 4, 1, pixels.length],
    [284, 3, 1, 1],
    // Up to two extra samples stand in the entry itself; all of them are unspecified.
    [338, 3, count - colours, count - colours <= 2 ? 0 : extra],
  ]
  const header = Buffer.alloc(start)
  header.write('II*\0', 'latin1')
  header.writeUInt32LE(8, 4)
  header.writeUInt16LE(entries, 8)
  for (const [i, [tag, type, length, value]] of fields.entries()) {
    header.writeUInt16LE(tag, 10 + 12 * i)
    header.writeUInt16LE(type, 12 + 12 * i)
    header.writeUInt32LE(length, 14 + 12 * i)
    header.writeUInt32LE(value, 18 + 12 * i)
  }
  for (let i = 0; i < count; i++) header.writeUInt16LE(8, bits + 2 * i)
  return Buffer.concat([header, pixels])
}
