import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { file, type Options, type TestMessage } from 'local-discord/testing'
import { pressOn } from '../harness/press-more.ts'
import { isDone } from '../harness/message-state.ts'
import { useEmbeddedBot } from '../harness/use-bot.ts'

/** Every mode once with the embedded model, each in another kind of place; few steps, since nobody looks. */
const { bot } = useEmbeddedBot()

const ben = () => bot.discord.person('Ben')
const sides = async (message: TestMessage) =>
  Promise.all(
    (await message.attachments()).map(async ({ filename, bytes }) => {
      const { width, height } = await sharp(bytes).metadata()
      return { name: filename.replace(/^duckrabbit-[a-z0-9]+-/, ''), width, height }
    }),
  )

/** A picture with a light and a dark half. */
const photo = async (width = 64, height = 64) => {
  const half = sharp({ create: { width, height: height / 2, channels: 3, background: '#c33' } })
  return file(
    'photo.png',
    await half
      .extend({ bottom: height / 2, background: '#9cf' })
      .png()
      .toBuffer(),
  )
}
const animated = async () => {
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 64, height: 64, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  return file(
    'moving.gif',
    await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer(),
  )
}
const quick = { size: 64, steps: 2, seed: 3 }

describe('each mode with the embedded model', () => {
  const modes: readonly (readonly [string, string, () => Promise<Options>, readonly object[]])[] = [
    [
      '/edit',
      'DM',
      async () => ({ ...quick, picture: await photo(), prompt: 'a hare', sweep: '0.5 0.9' }),
      [{ name: '1-sheet.png' }],
    ],
    [
      '/anagram',
      'elsewhere',
      () => Promise.resolve({ ...quick, prompt: 'a duck', second: 'a rabbit', view: 'jigsaw:seed=2' }),
      // Small meanings are shown four times as large.
      [{ name: '1-reading-0.png', width: 256 }, { name: '1-reading-1.png', width: 256 }, { name: '1-band.png' }],
    ],
    [
      '/hybrid',
      '#pictures',
      () =>
        Promise.resolve({
          ...quick,
          kind: 'scale',
          first: 'a skull',
          second: 'a hill',
          middle: 'a sea',
          weights: '1 1 -0.5',
        }),
      [{ name: '1.png', width: 64 }, { name: '1-band.png' }],
    ],
    [
      '/hybrid',
      'DM',
      async () => ({ ...quick, first: 'a skull', picture: await photo() }),
      [{ name: '1-reading-1.png' }, { name: '1-reading-0.png' }, { name: '1-band.png' }],
    ],
    [
      '/denoise',
      'elsewhere',
      async () => ({ picture: await photo(), levels: '300 700', stride: 250 }),
      [{ name: '1-sheet.png' }],
    ],
    ['/upscale', '#pictures', async () => ({ picture: await photo(), steps: 2 }), [{ name: '1.png', width: 256 }, {}]],
    [
      '/style',
      'DM',
      async () => ({ ...quick, picture: await photo(), style: 'in style of a woodcut', strength: 0.9 }),
      [{ name: '1.png', width: 64 }, { name: '1-band.png' }],
    ],
    [
      '/compare',
      'elsewhere',
      () =>
        Promise.resolve({
          size: 64,
          prompt: 'a fox',
          setting: 'steps',
          values: '2, 3',
          and_setting: 'sampler',
          and_values: 'ddim, dpm++',
        }),
      [{ name: '1-sheet.png' }],
    ],
  ]

  it.each(modes)('%s in %s', async (command, place, options, files) => {
    const reply = await ben()
      .in(place)
      .slash(command, await options())
    expect(reply.failure).toBeNull()
    const message = await reply.until((found) => isDone(found) || found.text.includes('⚠️'))
    expect(message.text).not.toContain('⚠️')
    expect(await sides(message)).toMatchObject(files)
  })

  it('/inpaint in #pictures: the result has the size of the original', async () => {
    const options = { ...quick, picture: await photo(120, 96), prompt: 'a hat', region: 'top' }
    const look = await (await ben().slash('/inpaint', options)).until(({ buttons }) => buttons.includes('Draw'))
    const done = await (await look.press('Draw')).until(isDone)
    expect((await sides(done))[0]).toEqual({ name: '1.png', width: 120, height: 96 })
  })

  it('a variation of an anagram starts from its picture and keeps its views', async () => {
    const options = { ...quick, prompt: 'a duck', second: 'a rabbit' }
    const first = await (await ben().slash('/anagram', options)).until(isDone)
    const varied = await (await pressOn(first, 'Vary')).until((message) => message.id !== first.id && isDone(message))
    expect(varied.text).toContain('Made from')
    expect((await sides(varied)).map(({ name }) => name)).toEqual(['1-reading-0.png', '1-reading-1.png', '1-band.png'])
  })

  it('an animated picture is used with its first frame, and the message says so', async () => {
    const reply = await ben().slash('/edit', { ...quick, picture: await animated(), prompt: 'a hare' })
    expect((await reply.until(isDone)).text).toContain('first')
  })

  it.each([
    [
      'a model that is not there',
      '/generate',
      () => Promise.resolve({ prompt: 'a fox', model: 'nobody' }),
      'There is no model nobody',
    ],
    [
      'a picture that is too large for tiles',
      '/upscale',
      async () => ({ picture: await photo(600, 600), method: 'tiles' }),
      'enlarge at most 512 a side in tiles',
    ],
  ] as const)('%s is refused by its sentence, and the line is free again', async (_, command, options, said) => {
    const reply = await ben().slash(command, await options())
    expect((await reply.until(({ text }) => text.includes('⚠️'))).text).toContain(said)
    const { running, waiting } = await bot.queue.overview()
    expect(running.length + waiting.length).toBe(0)
  })

  it('sends nothing that Discord refuses', () => {
    expect(bot.discord.requests().filter(({ status }) => status >= 400)).toEqual([])
    expect(bot.discord.violations()).toEqual([])
  })
})
