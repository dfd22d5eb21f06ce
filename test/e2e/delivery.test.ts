import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { encodePng } from '#src/image/encode.ts'
import type { TestMessage } from 'local-discord/testing'
import { startBot, type TestBot, type TestBotOptions } from '../harness/start-bot.ts'

const minutes = 60_000
let bot: TestBot
const start = async (options: TestBotOptions = {}): Promise<void> => {
  bot = await startBot(options)
}
afterEach(async () => {
  await bot.stop()
})

const isDone = (message: TestMessage): boolean => message.buttons.includes('Again')
const prompt = 'a red fox'

/** Nothing that Discord refused but by these JSON codes. */
function expectRefusals(...codes: readonly number[]): void {
  const answers = bot.discord.requests().filter(({ status }) => status >= 400)
  const found = answers.map(({ answer }) => (answer as { readonly code: number }).code)
  expect(new Set(found)).toEqual(new Set(codes))
}

describe('progress', () => {
  it('edits one message, at most every 2.5 s, with preview and time left', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt })
    await reply.until(({ text }) => text.includes('Loading'))
    const messages = new Set<string>()
    for (let step = 1; step <= 4; step += 1) {
      bot.engine.release()
      bot.engine.hold(step + 1)
      await bot.pass(3000)
      const { message } = reply
      messages.add(message.id)
      if (step === 2) {
        expect(message.text).toMatch(/stage I, step 2 of 4/)
        expect(message.buttons).toEqual(['Cancel'])
        const [preview] = await message.attachments()
        expect(preview?.filename).toBe('preview.png')
      }
    }
    bot.engine.release()
    await reply.until(isDone)
    expect(messages.size).toBe(1)
    const edits = bot.discord.requests('PATCH @original')
    expect(edits.length).toBeGreaterThanOrEqual(3)
    // Twelve seconds of the clock went by while it was painted: five edits fit in, and the result.
    expect(edits.length).toBeLessThanOrEqual(7)
  })

  it('tells the place in line, and the change of it', async () => {
    await start({ time: 'still' })
    const line = ['Ada', 'Ben', 'Chidi'] as const
    bot.engine.hold(0)
    const replies = []
    for (const name of line) {
      replies.push(await bot.discord.person(name).slash('/generate', { prompt: name }))
      await bot.pass(250)
    }
    const [, second, third] = replies
    await bot.pass(4000)
    await second?.until(({ text }) => text.includes('You are next'))
    await third?.until(({ text }) => text.includes('You are 2nd in line'))
    const [first] = (await bot.queue.overview()).running
    await bot.queue.cancel(first?.job.id ?? '')
    await bot.pass(6000)
    await third?.until(({ text }) => text.includes('You are next'))
  })
})

describe('a picture that takes longer than its token lives', () => {
  it('comes as a new message that answers the first, once, where the bot may write', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const ben = bot.discord.person('Ben')
    const reply = await ben.slash('/generate', { prompt })
    await reply.until(({ text }) => text.includes('Loading'))
    await bot.discord.clock.advance(13 * minutes + 1000)
    const told = await reply.until(({ text }) => text.includes('will come as a new message below'))
    expect(told.buttons).toEqual([])
    await bot.discord.clock.advance(5 * minutes)
    bot.engine.release()
    const picture = await ben.sees((message) => message.id !== told.id && isDone(message), 'the late picture')
    expect(picture.raw.message_reference?.message_id).toBe(told.id)
    expect(picture.text).toContain(`For <@${ben.id}>`)
    expect(picture.raw.mentions).toEqual([])
    expect(await picture.attachments()).toHaveLength(2)
    const posts = bot.discord.requests('POST /channels/')
    expect(posts).toHaveLength(1)
    expect(posts[0]?.json).toMatchObject({ enforce_nonce: true })
    expectRefusals()
  })

  it.each(['#pictures', 'DM', 'elsewhere'])(
    'waits behind a button where the bot may not write, and a press brings it: privately in %s',
    async (place) => {
      await start({ time: 'still' })
      bot.engine.hold(0)
      const ben = bot.discord.person('Ben')
      const reply = await ben.in(place).slash('/generate', { prompt, private: true })
      await reply.until(({ text }) => text.includes('Loading'))
      await bot.discord.clock.advance(13 * minutes + 1000)
      const offer = await reply.until(({ buttons }) => buttons.includes('Collect'))
      await bot.discord.clock.advance(30 * minutes)
      bot.engine.release()
      await bot.until('the job to be done', async () => {
        const [job] = await bot.store.jobs.ofPerson(ben.id, 1)
        return job?.state === 'done'
      })
      expect(offer.now()?.buttons).toEqual(['Collect'])
      const collected = await (await offer.press('Collect')).until(isDone)
      expect(collected.id).toBe(offer.id)
      expect(await collected.attachments()).toHaveLength(2)
      expect(bot.discord.requests('POST /channels/')).toEqual([])
      expectRefusals()
    },
  )

  it('goes on where the button was when it is pressed too early', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const reply = await bot.discord.person('Ben').in('elsewhere').slash('/generate', { prompt })
    // The reply is being told of by now: its timers are set before the clock is moved.
    await reply.until(({ text }) => text.includes('Loading'))
    bot.engine.release()
    bot.engine.hold(2)
    await bot.until('its first step', async () => ((await bot.queue.overview()).running[0]?.progress.fraction ?? 0) > 0)
    await bot.discord.clock.advance(13 * minutes + 1000)
    const offer = await reply.until(({ buttons }) => buttons.includes('Collect'))
    await bot.discord.clock.advance(10 * minutes)
    const press = await offer.press('Collect')
    await press.until(({ text }) => text.includes('stage I'))
    bot.engine.release()
    expect((await press.until(isDone)).id).toBe(offer.id)
    expectRefusals()
  })

  it('is posted when the bot comes back after the token died', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const ben = bot.discord.person('Ben')
    const reply = await ben.slash('/generate', { prompt })
    const first = await reply.until(({ text }) => text.includes('Loading'))
    await bot.kill()
    await bot.discord.clock.advance(20 * minutes)
    await bot.revive()
    const picture = await ben.sees((message) => isDone(message))
    expect(picture.raw.message_reference?.message_id ?? picture.id).toBe(first.id)
    expectRefusals()
  })

  it('lets go of the token with the delivery', async () => {
    await start()
    const ben = bot.discord.person('Ben')
    await (await ben.slash('/generate', { prompt })).until(isDone)
    await bot.until('the token to go', async () => {
      const [job] = await bot.store.jobs.ofPerson(ben.id, 1)
      return job?.deliveredAt !== null && (await bot.store.tokens.get(job?.id ?? '')) === null
    })
  })
})

describe('a picture that is too large', () => {
  const noise = async (): Promise<Uint8Array> => {
    const edge = 512
    const data = new Uint8Array(randomBytes(edge * edge * 4))
    for (let i = 3; i < data.length; i += 4) data[i] = 255
    return (await encodePng({ width: edge, height: edge, data })).bytes
  }

  it('comes as a WebP that fits, and says so', async () => {
    await start({ fileSizeLimit: 300_000 })
    bot.engine.paint(await noise())
    const message = await (await bot.discord.person('Ben').slash('/generate', { prompt })).until(isDone)
    const [picture] = await message.attachments()
    expect(picture?.contentType).toBe('image/webp')
    expect(picture?.size).toBeLessThanOrEqual(300_000)
    expect(message.text).toContain('too large to post here, so this is a WebP')
    expectRefusals()
  })
})

describe('a picture that cannot be shown', () => {
  it('is told of where no form of it fits', async () => {
    await start({ fileSizeLimit: 20 })
    const message = await (await bot.discord.person('Ben').slash('/generate', { prompt })).until(isDone)
    expect(message.text).toContain('too large to post here in any form')
    expect(await message.attachments()).toEqual([])
    expectRefusals()
  })

  it('is told of where its file cannot be read, and is not owed for ever', async () => {
    await start()
    const ben = bot.discord.person('Ben')
    vi.spyOn(bot.store.pictures, 'get').mockRejectedValueOnce(new Error('the disk is broken'))
    const reply = await ben.slash('/generate', { prompt })
    const message = await reply.until(({ text }) => text.includes('It is kept'))
    expect(message.text).toContain(`/show id: ${(await bot.store.jobs.ofPerson(ben.id, 1))[0]?.id}`)
    await bot.until('it to count as told', async () => (await bot.store.jobs.undelivered()).length === 0)
    expect(bot.log()).toContain('the disk is broken')
  })
})
