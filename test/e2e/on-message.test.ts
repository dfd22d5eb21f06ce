import { beforeAll, describe, expect, it } from 'vitest'
import { encodePng } from '#src/image/encode.ts'
import { file, type TestMessage } from 'local-discord/testing'
import { colour } from '../harness/scripted-engine.ts'
import { isDone } from '../harness/message-state.ts'
import { useBot } from '../harness/use-bot.ts'

const bot = useBot()
let own: TestMessage
let photo: TestMessage
beforeAll(async () => {
  const reply = await ben().slash('/generate', { prompt: 'a red fox', size: 64, seed: 9 })
  own = await reply.until(isDone)
  photo = bot.discord
    .person('Chidi')
    .in('#pictures')
    .say('Look', [file('photo.png', (await colour(3, 96)).bytes)])
})

const ben = () => bot.discord.person('Ben')
const latest = async () => (await bot.store.jobs.ofPerson(ben().id, 1))[0]

describe('message commands', () => {
  it('Edit this: on a person’s photo and on a result of the bot', async () => {
    for (const message of [photo, own]) {
      const { modal } = await ben().contextMenu('Edit this', message)
      const reply = await modal.fill({ Prompt: 'a hare', Strength: '0.5' }).submit()
      await reply.until(isDone)
      expect((await latest())?.request).toMatchObject({ mode: 'edit', prompt: 'a hare', strength: 0.5 })
    }
    expect((await latest())?.parentId).toMatch(/^[a-z0-9]{12}$/)
  })

  it('Edit this: reports a wrong number and keeps the form usable', async () => {
    const { modal } = await ben().contextMenu('Edit this', photo)
    const wrong = await modal.fill({ Strength: '7' }).submit()
    expect(wrong.message.text).toContain('`strength` must be a number from 0.01 to 1; you gave 7.')
  })

  it('Inpaint this: a region, a mask, or cells', async () => {
    const part = await (
      await ben().contextMenu('Inpaint this', photo)
    ).modal
      .fill({ Prompt: 'a hat', Part: ['top'] })
      .submit()
    const look = await part.until(({ buttons }) => buttons.includes('Draw'))
    await (await look.press('Draw')).until(isDone)
    expect((await latest())?.request).toMatchObject({ mask: { from: 'regions', regions: ['top'] } })

    const half = file('mask.png', (await colour(0, 96)).bytes)
    const white = await (
      await ben().contextMenu('Inpaint this', photo)
    ).modal
      .fill({ Prompt: 'a hat', Mask: half })
      .submit()
    const refused = await white.until(({ loading }) => !loading)
    expect(refused.text.length).toBeGreaterThan(0)

    const cells = await (await ben().contextMenu('Inpaint this', own)).modal.fill({ Prompt: 'a hat' }).submit()
    expect((await cells.until(({ controls }) => controls.length === 1)).text).toContain('Which part')
  })

  it('Make a hybrid from this: the other part is drawn', async () => {
    const { modal } = await ben().contextMenu('Make a hybrid from this', photo)
    await (await modal.fill({ 'What else it shows': 'a skull' }).submit()).until(isDone)
    expect((await latest())?.request).toMatchObject({
      mode: 'hybrid',
      parts: [{ component: 'low', prompt: 'a skull' }],
      pinned: { component: 'high', picture: { name: 'photo.png' } },
    })
  })

  it('Make an anagram from this: the recipe fills the form', async () => {
    const { modal } = await ben().contextMenu('Make an anagram from this', own)
    expect(JSON.stringify(modal.raw)).toContain('a red fox')
    await (await modal.fill({ 'What else it shows': 'a hat', Style: 'an oil painting of' }).submit()).until(isDone)
    expect((await latest())?.request).toMatchObject({
      mode: 'anagram',
      style: 'an oil painting of',
      readings: [{ prompt: 'a red fox' }, { prompt: 'a hat', view: { name: 'flip' } }],
    })
  })

  it('Upscale this', async () => {
    const reply = await ben().contextMenu('Upscale this', photo)
    await reply.until(isDone)
    expect((await latest())?.request).toMatchObject({ mode: 'upscale', picture: { name: 'photo.png' } })
  })

  it('Show recipe: from the store, from a picture that was posted again, or a refusal', async () => {
    const known = await (await ben().contextMenu('Show recipe', own)).until(({ loading }) => !loading)
    expect(known.ephemeral).toBe(true)
    expect(known.text).toContain('a red fox')
    expect(known.text).toContain('seed 9')
    expect(known.text).not.toContain('this one')

    const [picture] = await own.attachments()
    const copy = bot.discord.person('Chidi').in('DM')
    const again = bot.discord
      .person('Chidi')
      .in('#pictures')
      .say('', [file('found.png', picture?.bytes ?? new Uint8Array())])
    const found = await (await ben().contextMenu('Show recipe', again)).until(({ loading }) => !loading)
    expect(found.text).toContain('a red fox')
    expect(copy.messages()).toEqual([])

    const unknown = await (await ben().contextMenu('Show recipe', photo)).until(({ loading }) => !loading)
    expect(unknown.text).toContain('does not say how it was made')
  })

  it('ask which picture if there are several, on results of the bot and on other messages', async () => {
    const several = await (
      await ben().slash('/generate', { prompt: 'two hares', size: 64, seed: 60, count: 2 })
    ).until(isDone)
    const files = [file('first.png', (await colour(4, 96)).bytes), file('second.png', (await colour(6, 96)).bytes)]
    const others = bot.discord.person('Chidi').in('#pictures').say('Two', files)
    for (const [message, second] of [
      [several, '2 · seed 61'],
      [others, '2 · second.png'],
    ] as const) {
      const { modal } = await ben().contextMenu('Edit this', message)
      expect(JSON.stringify(modal.raw)).toContain(second)
      const reply = await modal.fill({ 'Which picture': ['1'], Prompt: 'a goose' }).submit()
      await reply.until(isDone)
      const job = await latest()
      const own = await bot.store.results.ofJob(job?.parentId ?? '')
      const sha256 = own.find(({ role, picture }) => role === 'picture' && picture === 1)?.sha256
      const wanted = message === others ? { name: 'second.png' } : { name: 'an earlier picture', sha256 }
      expect(job?.request).toMatchObject({ mode: 'edit', picture: wanted })

      const upscale = await ben().contextMenu('Upscale this', message)
      await (await upscale.modal.fill({ 'Which picture': ['1'] }).submit()).until(isDone)
      expect((await latest())?.request).toMatchObject({ mode: 'upscale', picture: wanted })
    }
  })

  it('say what their picture was made from, also if it was posted again', async () => {
    const link = /Made from https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+/
    const { modal } = await ben().contextMenu('Edit this', own)
    expect((await (await modal.fill({ Prompt: 'a hare' }).submit()).until(isDone)).text).toMatch(link)

    const [picture] = await own.attachments()
    const again = file('found.png', picture?.bytes ?? new Uint8Array())
    const reply = await bot.discord
      .person('Chidi')
      .in('#pictures')
      .slash('/edit', { picture: again, prompt: 'a goose' })
    expect((await reply.until(isDone)).text).toMatch(link)

    const photos = await ben().contextMenu('Edit this', photo)
    const done = await (await photos.modal.fill({ Prompt: 'a hare' }).submit()).until(isDone)
    expect(done.text).not.toContain('Made from')
  })

  it('inpaint the masked area, and say what the result was made from', async () => {
    const { modal } = await ben().contextMenu('Inpaint this', own)
    const data = new Uint8Array(64 * 64 * 4).fill(255, 0, 64 * 32 * 4)
    for (let i = 3; i < data.length; i += 4) data[i] = 255
    const mask = file('mask.png', (await encodePng({ width: 64, height: 64, data })).bytes)
    const reply = await modal.fill({ Prompt: 'a hat', Mask: mask }).submit()
    const look = await reply.until(({ buttons }) => buttons.includes('Draw'))
    const done = await (await look.press('Draw')).until(isDone)
    expect(done.text).toContain('Made from')
    expect((await latest())?.request).toMatchObject({ mask: { from: 'picture', picture: { name: 'mask.png' } } })

    const both = await ben().contextMenu('Inpaint this', own)
    const refused = await both.modal.fill({ Part: ['top'], Mask: mask }).submit()
    expect(refused.message.text).toContain('either a part or a mask')
  })

  it('upscale a result of the bot as its mode does, and refuse one that is already large', async () => {
    const anagram = { prompt: 'a duck', second: 'a rabbit', size: 64, seed: 70, spoiler: true }
    const small = await (await ben().slash('/anagram', anagram)).until(isDone)
    const large = await (await ben().contextMenu('Upscale this', small)).until(isDone)
    expect((await latest())?.request).toMatchObject({ mode: 'anagram', size: 256, seed: 70 })
    expect(JSON.stringify(large.raw.components)).toContain('"spoiler":true')

    const poster = bot.discord
      .person('Chidi')
      .in('#pictures')
      .say('', [file('poster.png', (await colour(2, 600)).bytes)])
    const { message } = await ben().contextMenu('Upscale this', poster)
    expect(message.text).toContain('This picture is already 600 px long')
    expect(message.ephemeral).toBe(true)
  })

  it('upscale one of several pictures like a single one', async () => {
    const anagrams = { prompt: 'a duck', second: 'a rabbit', size: 64, seed: 80, count: 2 }
    const several = await (await ben().slash('/anagram', anagrams)).until(isDone)
    const own = await ben().contextMenu('Upscale this', several)
    await (await own.modal.fill({ 'Which picture': ['1'] }).submit()).until(isDone)
    const job = await latest()
    expect(job?.request).toMatchObject({ mode: 'anagram', size: 256, seed: 81 })
    expect(job?.parentId).toMatch(/^[a-z0-9]{12}$/)

    const files = [file('middling.png', (await colour(5, 96)).bytes), file('poster.png', (await colour(2, 600)).bytes)]
    const others = bot.discord.person('Chidi').in('#pictures').say('Two', files)
    const middling = await ben().contextMenu('Upscale this', others)
    await (await middling.modal.fill({ 'Which picture': ['0'] }).submit()).until(isDone)
    expect((await latest())?.request).toMatchObject({
      mode: 'upscale',
      method: 'tiles',
      picture: { name: 'middling.png' },
    })
    const poster = await ben().contextMenu('Upscale this', others)
    const { message } = await poster.modal.fill({ 'Which picture': ['1'] }).submit()
    expect(message.text).toContain('This picture is already 600 px long')
  })

  it('say that an illusion cannot be upscaled further', async () => {
    const large = { prompt: 'a duck', second: 'a rabbit', size: 1024, seed: 90 }
    const done = await (await ben().slash('/anagram', large)).until(isDone)
    const { message } = await ben().contextMenu('Upscale this', done)
    expect(message.text).toContain('already 1024 px')
    expect(message.ephemeral).toBe(true)
  })

  it('say so if a message has no picture', async () => {
    const words = bot.discord.person('Chidi').in('#pictures').say('Only words')
    for (const name of ['Edit this', 'Inpaint this', 'Make a hybrid from this', 'Make an anagram from this']) {
      const { message } = await ben().contextMenu(name, words)
      expect(message.text, name).toContain('That message has no picture')
      expect(message.ephemeral).toBe(true)
    }
  })

  it('sends nothing that Discord refuses', () => {
    const refused = bot.discord.requests().filter(({ status }) => status >= 400)
    expect(refused.map(({ method, path, answer }) => ({ method, path, answer }))).toEqual([])
  })
})
