import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openPicture } from '#src/image/open-picture.ts'
import { type Chunk, chunksOf, fileOfChunks } from '#src/image/png-chunks.ts'
import { pixel, redBlue } from './sample-picture.ts'

const numbers = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, 4 * i)
  return bytes
}
const control = (sequence: number, width: number, height: number, left: number, top: number): Chunk => ({
  type: 'fcTL',
  data: Buffer.concat([numbers(sequence, width, height, left, top), Buffer.from([0, 1, 0, 10, 0, 0])]),
})
const frame = (sequence: number, data: Uint8Array): Chunk => ({
  type: 'fdAT',
  data: Buffer.concat([numbers(sequence), data]),
})

/** A still picture that is followed by an animation, whose first frame is `moving` at a place. */
async function withHiddenDefault(
  still: Uint8Array,
  moving: Uint8Array,
  left: number,
  top: number,
): Promise<Uint8Array> {
  const chunks = [...chunksOf(still)]
  const animated = [...chunksOf(moving)]
  const size = animated[0]?.data ?? Buffer.alloc(8)
  const [width, height] = [Buffer.from(size).readUInt32BE(0), Buffer.from(size).readUInt32BE(4)]
  const data = animated.filter(({ type }) => type === 'IDAT').map(({ data }, i) => frame(i + 1, data))
  return fileOfChunks([
    ...chunks.slice(0, 1),
    { type: 'acTL', data: numbers(2, 0) },
    ...chunks.slice(1, -1),
    control(0, width, height, left, top),
    ...data,
    control(9, width, height, left, top),
    ...data,
    ...chunks.slice(-1),
  ])
}

describe('an animated PNG', () => {
  it('is reported like every other animation', async () => {
    const bytes = await readFile(fileURLToPath(new URL('cases/apng-two-frames.png', import.meta.url)))
    expect((await openPicture(bytes, 'fox.png')).notices).toEqual(['fox.png moves; its first frame is used.'])
  })

  it('shows its first frame, not a default image that is hidden', async () => {
    const still = await redBlue(32, 24).png().toBuffer()
    const moving = await redBlue(32, 24).flop().png().toBuffer()
    const { picture, notices } = await openPicture(await withHiddenDefault(still, moving, 0, 0), 'fox.png')
    expect(notices).toHaveLength(1)
    expect(pixel(picture, 2, 3)).toEqual([0, 0, 255, 255])
  })

  it('puts a small first frame at its place on the canvas', async () => {
    const still = await redBlue(32, 24).png().toBuffer()
    const moving = await redBlue(16, 12).png().toBuffer()
    const { picture } = await openPicture(await withHiddenDefault(still, moving, 8, 6), 'fox.png')
    expect(picture).toMatchObject({ width: 32, height: 24 })
    expect(pixel(picture, 2, 3)[3]).toBe(0)
    expect(pixel(picture, 9, 7)).toEqual([255, 0, 0, 255])
    await expect(openPicture(await withHiddenDefault(still, moving, 20, 20), 'fox.png')).rejects.toMatchObject({
      code: 'picture-broken',
    })
  })

  it('counts as a still picture if it has no animation', async () => {
    expect((await openPicture(await redBlue().png().toBuffer(), 'fox.png')).notices).toEqual([])
  })
})
