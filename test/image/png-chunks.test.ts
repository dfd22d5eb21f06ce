import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { encodePng } from '#src/image/encode.ts'
import { textsOf, withTexts } from '#src/image/png-chunks.ts'
import { pixel, redBlue } from './sample-picture.ts'

const png = await redBlue().png().toBuffer()

/** A chunk after the header, by hand; its check sum is not looked at. */
function withChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([png.subarray(0, 33), length, Buffer.from(type), data, Buffer.alloc(4), png.subarray(33)])
}

describe('PNG texts', () => {
  it('are read as they were written, and the picture stays the same', async () => {
    const texts = [
      { keyword: 'duckrabbit', text: '{"prompt":"ein Füchschen"}' },
      { keyword: 'parameters', text: 'a 狐 🦊\nSteps: 20' },
      { keyword: 'Empty', text: '' },
    ]
    const file = withTexts(png, texts)
    expect(textsOf(file)).toEqual(texts)
    const { data } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    expect(data.equals(await sharp(png).ensureAlpha().raw().toBuffer())).toBe(true)
  })

  it('are understood by another reader, including checksums', async () => {
    const file = withTexts(png, [
      { keyword: 'parameters', text: 'a fox' },
      { keyword: 'Title', text: '狐' },
    ])
    const { comments } = await sharp(file, { failOn: 'warning' }).metadata()
    expect(comments).toEqual([
      { keyword: 'parameters', text: 'a fox' },
      { keyword: 'Title', text: '狐' },
    ])
  })

  it('are read in every form that other programs write', () => {
    const compressed = Buffer.concat([Buffer.from('note\0\0'), deflateSync('zipped')])
    expect(textsOf(withChunk('zTXt', compressed))).toEqual([{ keyword: 'note', text: 'zipped' }])
    const plain = Buffer.from('note\0\0\0de\0Notiz\0grün')
    expect(textsOf(withChunk('iTXt', plain))).toEqual([{ keyword: 'note', text: 'grün' }])
  })

  it('are ignored if they are damaged', () => {
    expect(textsOf(Buffer.from('no png'))).toEqual([])
    expect(textsOf(png.subarray(0, 40))).toEqual([])
    expect(textsOf(withChunk('zTXt', Buffer.from('note\0\0garbage')))).toEqual([])
    expect(textsOf(withChunk('iTXt', Buffer.from('note\0\0')))).toEqual([])
    const bomb = Buffer.concat([Buffer.from('note\0\0'), deflateSync(Buffer.alloc(5e6))])
    expect(textsOf(withChunk('zTXt', bomb))).toEqual([])
    expect(() => withTexts(Buffer.from('no png'), [])).toThrow('not a PNG file')
  })
})

describe('encodePng', () => {
  it('keeps every pixel and the transparency', async () => {
    const data = Uint8Array.from([1, 2, 3, 255, 4, 5, 6, 255])
    const opaque = await encodePng({ width: 2, height: 1, data })
    expect(opaque).toMatchObject({ format: 'png', width: 2, height: 1 })
    expect((await sharp(opaque.bytes).metadata()).channels).toBe(3)
    const clear = await encodePng({ width: 2, height: 1, data: Uint8Array.from([1, 2, 3, 255, 4, 5, 6, 9]) })
    const { data: back } = await sharp(clear.bytes).raw().toBuffer({ resolveWithObject: true })
    expect(pixel({ width: 2, data: back }, 1, 0)).toEqual([4, 5, 6, 9])
  })
})
