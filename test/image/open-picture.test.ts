import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { openPicture } from '#src/image/open-picture.ts'
import { pixel, redBlue } from './sample-picture.ts'
import { tiffOf } from './tiff-of.ts'

const red = [255, 0, 0, 255]
const blue = [0, 0, 255, 255]
const nearly = (colour: readonly number[]): unknown[] => colour.map((value) => expect.closeTo(value, -1))

async function refusal(bytes: Uint8Array): Promise<UserError> {
  try {
    await openPicture(bytes, 'fox.png')
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('it was opened')
}

const caseFile = (name: string): string => fileURLToPath(new URL(`cases/${name}`, import.meta.url))

/** A PNG whose header promises more than there is. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width)
  size.writeUInt32BE(height, 4)
  return Buffer.concat([
    header,
    size,
    Buffer.from('0806000000', 'hex'),
    Buffer.alloc(4),
    Buffer.from('0000000049444154', 'hex'),
    Buffer.alloc(20),
  ])
}

describe('openPicture', () => {
  it.each([
    ['png', () => redBlue().png()],
    ['png', () => redBlue().png({ palette: true })],
    ['png', () => redBlue().toColourspace('rgb16').png()],
    ['png', () => redBlue().ensureAlpha().png()],
    ['webp', () => redBlue().webp({ lossless: true })],
    ['gif', () => redBlue().gif()],
    ['tiff', () => redBlue().tiff({ compression: 'lzw' })],
  ] as const)('reads a lossless %s as it is (%#)', async (format, make) => {
    const opened = await openPicture(await make().toBuffer(), 'fox')
    expect(opened).toMatchObject({ format, transparent: false, notices: [], picture: { width: 32, height: 24 } })
    expect(pixel(opened.picture, 2, 3)).toEqual(red)
    expect(pixel(opened.picture, 30, 20)).toEqual(blue)
  })

  it.each([
    ['jpeg', () => redBlue().jpeg({ quality: 100, chromaSubsampling: '4:4:4' })],
    ['avif', () => redBlue().avif({ quality: 100, chromaSubsampling: '4:4:4' })],
  ] as const)('reads a %s nearly as it was', async (format, make) => {
    const opened = await openPicture(await make().toBuffer(), 'fox')
    expect(opened.format).toBe(format)
    expect(pixel(opened.picture, 2, 3)).toEqual(nearly(red))
    expect(pixel(opened.picture, 30, 20)).toEqual(nearly(blue))
  })

  it('reads CMYK as the colours it stands for', async () => {
    const bytes = await redBlue().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer()
    expect((await sharp(bytes).metadata()).space).toBe('cmyk')
    const { picture } = await openPicture(bytes, 'fox')
    const [r = 0, g = 0, b = 0] = pixel(picture, 2, 3)
    expect(r).toBeGreaterThan(180)
    expect(Math.max(g, b)).toBeLessThan(90)
  })

  it.each(['png', 'jpeg'] as const)('reads a greyscale %s into three equal channels', async (format) => {
    const bytes = await redBlue().toColourspace('b-w').toFormat(format).toBuffer()
    expect((await sharp(bytes).metadata()).channels).toBe(1)
    const [r = 0, g, b, a] = pixel((await openPicture(bytes, 'fox')).picture, 2, 3)
    expect(r).toBeGreaterThan(20)
    expect([g, b, a]).toEqual([r, r, 255])
  })

  it('turns a picture upright according to its EXIF data', async () => {
    // 6: the top of the picture lies at the right of the file
    const bytes = await redBlue().withMetadata({ orientation: 6 }).png().toBuffer()
    const { picture } = await openPicture(bytes, 'fox')
    expect(picture).toMatchObject({ width: 24, height: 32 })
    expect(pixel(picture, 12, 2)).toEqual(red)
    expect(pixel(picture, 12, 30)).toEqual(blue)
  })

  it.each(['gif', 'webp'] as const)('uses the first frame of an animated %s and reports it', async (format) => {
    const frames = await Promise.all([
      redBlue().png().toBuffer(),
      redBlue().flop().png().toBuffer(),
      redBlue().negate().png().toBuffer(),
    ])
    const bytes = await sharp(frames, { join: { animated: true } })
      .toFormat(format, { lossless: true })
      .toBuffer()
    const opened = await openPicture(bytes, 'fox.gif')
    expect(opened.picture).toMatchObject({ width: 32, height: 24 })
    expect(pixel(opened.picture, 2, 3)).toEqual(red)
    expect(opened.notices).toEqual(['fox.gif moves; its first frame is used.'])
  })

  it('recognises an animated AVIF', async () => {
    const still = await redBlue().avif({ lossless: true }).toBuffer()
    const moving = Buffer.from(still)
    moving.write('avis', 8)
    expect((await openPicture(still, 'fox.avif')).notices).toEqual([])
    expect((await openPicture(moving, 'fox.avif')).notices).toEqual(['fox.avif moves; its first frame is used.'])
  })

  it('accepts a JPEG without its end marker, as some phones write it', async () => {
    const bytes = await redBlue(200, 200).jpeg().toBuffer()
    const whole = await openPicture(bytes, 'fox')
    for (const missing of [1, 2]) {
      expect(await openPicture(bytes.subarray(0, -missing), 'fox')).toEqual(whole)
    }
    expect(await refusal(bytes.subarray(0, -3))).toMatchObject({ code: 'picture-broken' })
    expect(await openPicture(await readFile(caseFile('jpeg-no-eoi.jpg')), 'fox')).toMatchObject({ notices: [] })
  })

  it.each([1, 2, 3, 5])('drops channels beyond the colours of a TIFF with %i extra ones', async (extra) => {
    const colour = [200, 100, 50]
    const { picture, transparent } = await openPicture(tiffOf(16, 12, [...colour, ...Array(extra).fill(255)]), 'fox')
    expect(picture).toMatchObject({ width: 16, height: 12 })
    expect(pixel(picture, 3, 4)).toEqual([...colour, 255])
    expect(transparent).toBe(false)
  })

  it('drops the extra channels of a grey TIFF', async () => {
    const { picture } = await openPicture(tiffOf(16, 12, [90, 1, 2]), 'fox')
    expect(pixel(picture, 3, 4)).toEqual([90, 90, 90, 255])
  })

  it('ignores negligible transparency', async () => {
    const data = Buffer.alloc(4 * 256 * 256, 255)
    data[3] = 254
    const open = async () =>
      openPicture(
        await sharp(data, { raw: { width: 256, height: 256, channels: 4 } })
          .png()
          .toBuffer(),
        'fox',
      )
    expect((await open()).transparent).toBe(false)
    data[3] = 0
    expect((await open()).transparent).toBe(false)
    for (let i = 0; i < 16; i++) data[4 * i + 3] = 0
    expect((await open()).transparent).toBe(true)
  })

  it('keeps transparency', async () => {
    const clear = {
      create: { width: 16, height: 16, channels: 4, background: { r: 9, g: 8, b: 7, alpha: 0 } },
    } as const
    const opened = await openPicture(await sharp(clear).png().toBuffer(), 'fox')
    expect(opened.transparent).toBe(true)
    expect(pixel(opened.picture, 0, 0)[3]).toBe(0)
  })

  it('refuses files that are not pictures, with a code and a sentence for each kind', async () => {
    expect(await refusal(new Uint8Array())).toMatchObject({
      code: 'picture-empty',
      message: 'fox.png is an empty file; choose another picture.',
    })
    const others = ['hello', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', '%PDF-1.7', '\0\0\0\0']
    for (const text of others) {
      expect(await refusal(Buffer.from(text))).toMatchObject({
        code: 'not-a-picture',
        message: 'fox.png is not a picture that can be read; use PNG, JPEG, WebP, GIF, AVIF or TIFF.',
      })
    }
  })

  it.each([
    ['png', () => redBlue(200, 200).png()],
    ['jpeg', () => redBlue(200, 200).jpeg()],
    ['webp', () => redBlue(200, 200).webp()],
    ['gif', () => redBlue(200, 200).gif()],
  ] as const)('refuses a %s that is cut off', async (_, make) => {
    const whole = await make().toBuffer()
    expect(await refusal(whole.subarray(0, Math.floor(whole.length * 0.6)))).toMatchObject({
      code: 'picture-broken',
      message: 'fox.png is damaged or cut off; save it again or choose another picture.',
    })
    expect(await refusal(whole.subarray(0, 12))).toMatchObject({ code: 'picture-broken' })
  })

  it('refuses by bytes and by pixels before decoding', async () => {
    expect(await refusal(Buffer.alloc(30_500_000))).toMatchObject({
      code: 'picture-too-heavy',
      message: 'fox.png has 30.5 MB; choose a picture of at most 25 MB.',
    })
    expect(await refusal(pngOf(20_000, 20_000))).toMatchObject({
      code: 'picture-too-large',
      message: 'fox.png has 20000 × 20000 pixels; make it smaller, at most 50 million pixels.',
    })
  })

  it('refuses pictures that are too small or too narrow', async () => {
    expect(await refusal(await redBlue(1, 1).png().toBuffer())).toMatchObject({
      code: 'picture-too-small',
      message: 'fox.png has only 1 × 1 pixels; choose a picture of at least 8 × 8.',
    })
    expect(await refusal(await redBlue(100, 20).png().toBuffer())).toMatchObject({
      code: 'picture-too-narrow',
      message: 'fox.png has 100 × 20 pixels; crop it until no side is over 4 times the other.',
    })
  })
})
