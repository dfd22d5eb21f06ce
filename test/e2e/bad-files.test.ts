import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import { encodePng } from '#src/image/encode.ts'
import { file, type Options, type TestFile } from 'local-discord/testing'
import { expectNothingLeft } from '../harness/expectations.ts'
import { colour } from '../harness/scripted-engine.ts'
import { hasResult } from '../harness/message-state.ts'
import { useBot } from '../harness/use-bot.ts'

/** One place in line a person: what is refused and keeps its place would leave none for the next. */
const bot = useBot({ limits: { waitingPerPerson: 1 } })

const ben = () => bot.discord.person('Ben')
const sentence = ({ text }: { readonly text: string }): boolean => text.includes('⚠️')

afterEach(() => expectNothingLeft(bot))

const blank = async (value: number): Promise<TestFile> => {
  const data = new Uint8Array(64 * 64 * 4).fill(value)
  for (let i = 3; i < data.length; i += 4) data[i] = 255
  return file('mask.png', (await encodePng({ width: 64, height: 64, data })).bytes)
}
const photo = async (): Promise<TestFile> => file('photo.png', (await colour(3, 64)).bytes)

describe('unusable files are refused with a sentence, in every mode', () => {
  const modes: readonly (readonly [string, Options])[] = [
    ['/edit', { prompt: 'a hare' }],
    ['/inpaint', { prompt: 'a hat', region: 'top' }],
    ['/hybrid', { first: 'a skull' }],
    ['/denoise', {}],
    ['/upscale', {}],
    ['/style', { style: 'in style of a woodcut' }],
    ['/compare', { setting: 'steps', values: '2, 3' }],
  ]
  const png = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
  /** A header that promises more than there is. */
  const promise = (width: number, height: number): Buffer => {
    const size = Buffer.alloc(8)
    size.writeUInt32BE(width)
    size.writeUInt32BE(height, 4)
    const [head, rest] = ['89504e470d0a1a0a0000000d49484452', '0806000000'].map((hex) => Buffer.from(hex, 'hex'))
    return Buffer.concat(
      [head ?? '', size, rest ?? '', Buffer.alloc(4), Buffer.from('0000000049444154', 'hex'), Buffer.alloc(20)].map(
        (part) => Buffer.from(part),
      ),
    )
  }
  const files: readonly (readonly [string, () => Promise<Uint8Array>, string])[] = [
    ['words', () => Promise.resolve(Buffer.from('only words')), 'is not a picture that can be read'],
    ['cut.png', async () => (await png(300, 300)).subarray(0, 200), 'is damaged or cut off'],
    ['pixel.png', () => png(1, 1), 'has only 1 × 1 pixels'],
    ['stripe.png', () => png(100, 20), 'has 100 × 20 pixels; crop it'],
    ['vast.png', () => Promise.resolve(promise(20_000, 20_000)), 'has 20000 × 20000 pixels; make it smaller'],
    ['heavy.png', () => Promise.resolve(new Uint8Array(3e6)), 'is larger than 2 MB'],
  ]

  describe.each(modes)('%s', (command, options) => {
    it.each(files)('%s', async (name, bytes, said) => {
      const picture = file(name.includes('.') ? name : `${name}.png`, await bytes())
      const reply = await ben().slash(command, { ...options, picture })
      expect((await reply.until(sentence)).text).toContain(said)
    })
  })

  it.each([
    ['empty', 0, 'The mask covers nothing (white is repainted'],
    ['full', 255, 'The mask covers the whole picture'],
  ] as const)('/inpaint: an %s mask', async (_, value, said) => {
    const options = { picture: await photo(), mask: await blank(value), prompt: 'a hat' }
    const reply = await ben().slash('/inpaint', options)
    expect((await reply.until(sentence)).text).toContain(said)
  })

  it('/inpaint: a mask of another shape is stretched, and the message says so', async () => {
    const half = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'white' } })
      .extend({ bottom: 20, background: 'black' })
      .extend({ right: 20, background: 'black' })
      .png()
      .toBuffer()
    const options = { picture: await photo(), mask: file('mask.png', half), prompt: 'a hat' }
    const look = await (await ben().slash('/inpaint', options)).until(({ buttons }) => buttons.includes('Draw'))
    expect(look.text).toContain('it was stretched from 60 × 40 to 64 × 64')
  })
})

it.each(['png', 'jpeg', 'webp', 'gif', 'avif', 'tiff'] as const)('a %s is taken by its name', async (format) => {
  const bytes = await sharp(Buffer.from((await colour(4, 96)).bytes))
    .toFormat(format)
    .toBuffer()
  const reply = await ben().slash('/edit', { picture: file(`photo.${format}`, bytes), prompt: 'a hare' })
  await reply.until(hasResult)
})

it('sends nothing that Discord refuses', () => {
  const refused = bot.discord.requests().filter(({ status }) => status >= 400)
  expect(refused.map(({ method, path, answer }) => ({ method, path, answer }))).toEqual([])
  expect(bot.discord.violations()).toEqual([])
})
