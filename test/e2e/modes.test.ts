import { describe, expect, it } from 'vitest'
import { encodePng } from '#src/image/encode.ts'
import { file, type Options } from 'local-discord/testing'
import { colour } from '../harness/scripted-engine.ts'
import { isDone } from '../harness/message-state.ts'
import { useBot } from '../harness/use-bot.ts'

const bot = useBot()

const photo = async (name = 'photo.png') => file(name, (await colour(3, 96)).bytes)
const latest = async () => (await bot.store.jobs.ofPerson(bot.discord.person('Ben').id, 1))[0]?.request

const commands: readonly (readonly [string, Options, object])[] = [
  ['/edit', { prompt: 'a hare', strength: 0.5 }, { mode: 'edit', strength: 0.5, prompt: 'a hare' }],
  ['/edit', { prompt: 'a hare', sweep: '0.3, 0.6 0.9' }, { mode: 'edit', sweep: [0.3, 0.6, 0.9] }],
  ['/denoise', { levels: '250, 500' }, { mode: 'denoise', levels: [250, 500] }],
  [
    '/upscale',
    { method: 'tiles', noise_level: 100 },
    { mode: 'upscale', method: 'tiles', stageTwo: { noiseLevel: 100 } },
  ],
  ['/style', { style: 'in style of a woodcut' }, { mode: 'style', style: 'in style of a woodcut' }],
  [
    '/hybrid',
    { first: 'a skull' },
    { mode: 'hybrid', parts: [{ component: 'low', prompt: 'a skull' }], pinned: { component: 'high' } },
  ],
]

describe('the commands that start from a picture', () => {
  it.each(commands)('%s %o', async (command, options, request) => {
    for (const place of ['#pictures', 'DM', 'elsewhere']) {
      const reply = await bot.discord
        .person('Ben')
        .in(place)
        .slash(command, { ...options, picture: await photo() })
      const message = await reply.until(isDone)
      expect((await message.attachments()).length).toBeGreaterThan(0)
      expect(await latest()).toMatchObject(request)
    }
  })

  it('refuses a file that is not a picture with a sentence, and leaves nothing behind', async () => {
    const before = (await bot.queue.overview()).waiting.length
    const picture = file('notes.png', 'these are only words')
    const reply = await bot.discord.person('Ben').slash('/edit', { picture, prompt: 'a hare' })
    const message = await reply.until(({ loading }) => !loading)
    expect(message.text).toContain('notes.png is not a picture that can be read')
    expect((await bot.queue.overview()).waiting).toHaveLength(before)
  })

  it('refuses a file that is too large before it is fetched', async () => {
    const picture = file('huge.png', new Uint8Array(3e6))
    const reply = await bot.discord.person('Ben').slash('/edit', { picture, prompt: 'a hare' })
    expect((await reply.until(({ loading }) => !loading)).text).toContain('huge.png is larger than 2 MB')
  })

  it('reports contradictory options before anything is fetched', async () => {
    const options = { picture: await photo(), prompt: 'a hare', strength: 0.5, sweep: '0.3 0.6' }
    const { message } = await bot.discord.person('Ben').slash('/edit', options)
    expect(message.ephemeral).toBe(true)
    expect(message.text).toContain('either `strength` or `sweep`')
  })
})

describe('the commands that need no picture', () => {
  it('/anagram: two meanings, three meanings, and chosen views', async () => {
    const ben = bot.discord.person('Ben')
    await (await ben.slash('/anagram', { prompt: 'a duck', second: 'a rabbit' })).until(isDone)
    expect(await latest()).toMatchObject({
      readings: [
        { prompt: 'a duck', view: { name: 'identity' } },
        { prompt: 'a rabbit', view: { name: 'flip' } },
      ],
    })
    const options = { prompt: 'a', second: 'b', view: 'jigsaw', third: 'c', merge: 'alternate' }
    await (await ben.slash('/anagram', options)).until(isDone)
    expect(await latest()).toMatchObject({
      merge: 'alternate',
      readings: [{ view: { name: 'identity' } }, { view: { name: 'jigsaw' } }, { view: { name: 'rotate_cw' } }],
    })
  })

  it('/anagram refuses one view for two meanings', async () => {
    const options = { prompt: 'a', second: 'b', view: 'identity' }
    const { message } = await bot.discord.person('Ben').slash('/anagram', options)
    expect(message.text).toContain('Two prompts share one view; give each prompt a view of its own.')
  })

  it('/hybrid: two parts, three parts, and missing parts', async () => {
    const ben = bot.discord.person('Ben')
    await (await ben.slash('/hybrid', { first: 'a skull', second: 'a waterfall' })).until(isDone)
    expect(await latest()).toMatchObject({ kind: 'low_high', parts: [{ component: 'low' }, { component: 'high' }] })
    await (await ben.slash('/hybrid', { first: 'a', middle: 'b', second: 'c', kind: 'triple' })).until(isDone)
    expect(await latest()).toMatchObject({ kind: 'triple', parts: [{ prompt: 'a' }, { prompt: 'b' }, { prompt: 'c' }] })
    const { message } = await ben.slash('/hybrid', { first: 'a skull' })
    expect(message.text).toContain('The component `high` has no prompt')
  })

  it('/compare parses its lists', async () => {
    const ben = bot.discord.person('Ben')
    await ben.slash('/compare', {
      prompt: 'a fox',
      setting: 'guidance',
      values: '1, 5, 9',
      and_setting: 'prompt',
      and_values: 'a fox | a hare',
    })
    await bot.until('the job', async () => (await latest())?.mode === 'compare')
    expect(await latest()).toMatchObject({
      axes: [
        { setting: 'guidance', values: [1, 5, 9] },
        { setting: 'prompt', values: ['a fox', 'a hare'] },
      ],
    })
    const wrong = await ben.slash('/compare', { prompt: 'a fox', setting: 'steps', values: 'many, few' })
    expect(wrong.message.ephemeral).toBe(true)
  })

  it('/style suggests styles and accepts any other', async () => {
    const choices = await bot.discord.person('Ben').autocomplete('/style', { style: 'wood' }, 'style')
    expect(choices.map(({ value }) => value)).toEqual(['wood', 'in style of a woodcut'])
  })
})

describe('/inpaint', () => {
  const ben = () => bot.discord.person('Ben')

  it('shows the mask of a named region, and draws', async () => {
    const reply = await ben().slash('/inpaint', { picture: await photo(), prompt: 'a hat', region: 'top' })
    const look = await reply.until(({ buttons }) => buttons.includes('Draw'))
    expect(look.text).toContain('**a hat**')
    expect(await look.attachments()).toHaveLength(1)
    const done = await (await look.press('Draw')).until(isDone)
    expect(done.id).toBe(look.id)
    expect(await latest()).toMatchObject({ mode: 'inpaint', mask: { from: 'regions', regions: ['top'] } })
  })

  it('uses an attached mask', async () => {
    const white = new Uint8Array(96 * 96 * 4).fill(255, 0, 96 * 48 * 4)
    for (let i = 3; i < white.length; i += 4) white[i] = 255
    const mask = file('mask.png', (await encodePng({ width: 96, height: 96, data: white })).bytes)
    const reply = await ben().slash('/inpaint', { picture: await photo(), prompt: 'a hat', mask })
    const look = await reply.until(({ buttons }) => buttons.includes('Draw'))
    await (await look.press('Draw')).until(isDone)
    expect(await latest()).toMatchObject({ mask: { from: 'picture', picture: { name: 'mask.png' } } })
  })

  it('uses the transparent part of a picture as the mask', async () => {
    const data = new Uint8Array(96 * 96 * 4).fill(200)
    for (let i = 3; i < data.length / 2; i += 4) data[i] = 0
    const picture = file('hole.png', (await encodePng({ width: 96, height: 96, data })).bytes)
    const reply = await ben().slash('/inpaint', { picture, prompt: 'a hat' })
    const look = await reply.until(({ buttons }) => buttons.includes('Draw'))
    await (await look.press('Draw')).until(isDone)
    expect(await latest()).toMatchObject({ mask: { from: 'transparency' } })
  })

  it('lets the person pick cells from a grid if no region was named, and change them', async () => {
    const reply = await ben().slash('/inpaint', { picture: await photo(), prompt: 'a hat' })
    const grid = await reply.until(({ controls }) => controls.length === 1)
    const look = await (
      await grid.select('Pick one or more numbers', ['13', '8'])
    ).until(({ buttons }) => buttons.includes('Draw'))
    const again = await (await look.press('Change')).until(({ buttons }) => buttons.length === 0)
    const second = await (
      await again.select('Pick one or more numbers', ['1', '2', '6'])
    ).until(({ buttons }) => buttons.includes('Draw'))
    const stranger = await second.as(bot.discord.person('Chidi')).press('Draw')
    expect((await stranger.until((message) => message.id !== second.id)).ephemeral).toBe(true)
    await (await second.press('Draw')).until(isDone)
    expect(await latest()).toMatchObject({ mask: { from: 'cells', cells: [1, 2, 6] } })
  })
})

it('sends nothing that Discord refuses', () => {
  const refused = bot.discord.requests().filter(({ status }) => status >= 400)
  expect(refused.map(({ method, path, answer }) => ({ method, path, answer }))).toEqual([])
  expect(bot.discord.violations()).toEqual([])
  expect(bot.discord.defects).toEqual([])
})
