import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { file, type TestMessage } from 'local-discord/testing'
import { colour } from '../harness/scripted-engine.ts'
import { isDone } from '../harness/message-state.ts'
import { useBot } from '../harness/use-bot.ts'

const bot = useBot()
let own: TestMessage
let photo: TestMessage
beforeAll(async () => {
  own = await (await ben().slash('/generate', { prompt: 'a red fox', size: 64 })).until(isDone)
  photo = bot.discord
    .person('Chidi')
    .in('#pictures')
    .say('Look', [file('photo.png', (await colour(3, 96)).bytes)])
})
afterEach(() => void vi.restoreAllMocks())

const ben = () => bot.discord.person('Ben')
const broken = () => Promise.reject(new Error('unreadable'))

describe('a failed optional look-up does not fail the action', () => {
  it('the recipe that prefills the form of an anagram', async () => {
    vi.spyOn(bot.store.results, 'ofPicture').mockImplementation(broken)
    const { modal } = await ben().contextMenu('Make an anagram from this', photo)
    await (
      await modal.fill({ 'What it shows as it is': 'a duck', 'What else it shows': 'a rabbit' }).submit()
    ).until(isDone)
    expect(bot.log()).toContain('a recipe could not be looked up')
  })

  it('whether an attached picture was made here', async () => {
    vi.spyOn(bot.store.results, 'ofPicture').mockImplementation(broken)
    const picture = file('photo.png', (await colour(4, 96)).bytes)
    await (await ben().slash('/edit', { picture, prompt: 'a hare' })).until(isDone)
    expect(bot.log()).toContain('what made a picture could not be looked up')
  })

  it('the source of a result', async () => {
    const { modal } = await ben().contextMenu('Edit this', own)
    vi.spyOn(bot.store.messages, 'ofJob').mockImplementation(broken)
    const done = await (await modal.fill({ Prompt: 'a hare' }).submit()).until(isDone)
    expect(await done.attachments()).not.toEqual([])
    expect(done.text).not.toContain('Made from')
  })

  it('the position in the queue', async () => {
    vi.spyOn(bot.queue, 'position').mockImplementation(broken)
    bot.engine.hold(0)
    await ben().slash('/generate', { prompt: 'a goose', size: 64 })
    const waiting = await bot.discord.person('Chidi').slash('/generate', { prompt: 'a hare', size: 64 })
    await bot.until('the position to be asked for', () => vi.mocked(bot.queue.position).mock.calls.length > 0)
    bot.engine.release()
    await waiting.until(isDone)
    expect(bot.log()).toContain('a position could not be looked up')
  })

  it('the strip of steps beside a picture', async () => {
    const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
    const results = await bot.store.results.ofJob(job?.id ?? '')
    const steps = results.flatMap(({ role, sha256 }) => (role === 'strip' || role === 'band' ? [sha256] : []))
    const get = bot.store.pictures.get.bind(bot.store.pictures)
    vi.spyOn(bot.store.pictures, 'get').mockImplementation((sha256) =>
      steps.includes(sha256) ? broken() : get(sha256),
    )
    const shown = await (await ben().slash('/show', { id: job?.id ?? '' })).until(isDone)
    expect(await shown.attachments()).toHaveLength(1)
  })
})
