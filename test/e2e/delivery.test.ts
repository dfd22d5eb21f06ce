import { randomBytes } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { encodePng } from '#src/image/encode.ts'
import { expectRefusals } from '../harness/expectations.ts'
import { hasResult } from '../harness/message-state.ts'
import { useBots } from '../harness/use-bot.ts'

const { bot, start } = useBots()

const prompt = 'a red fox'

describe('progress', () => {
  it('edits one message, at most every 2.5 s, with preview and remaining time', async () => {
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
    await reply.until(hasResult)
    expect(messages.size).toBe(1)
    const edits = bot.discord.requests('PATCH @original')
    expect(edits.length).toBeGreaterThanOrEqual(3)
    // Twelve seconds of the clock went by while it was drawn: five edits fit in, and the result.
    expect(edits.length).toBeLessThanOrEqual(7)
  })

  it('shows the position in the queue and its changes', async () => {
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

describe('a picture that is too large', () => {
  const noise = async (): Promise<Uint8Array> => {
    const edge = 512
    const data = new Uint8Array(randomBytes(edge * edge * 4))
    for (let i = 3; i < data.length; i += 4) data[i] = 255
    return (await encodePng({ width: edge, height: edge, data })).bytes
  }

  it('is sent as a WebP file that fits, with a note', async () => {
    await start({ fileSizeLimit: 300_000 })
    bot.engine.paint(await noise())
    const message = await (await bot.discord.person('Ben').slash('/generate', { prompt })).until(hasResult)
    const [picture] = await message.attachments()
    expect(picture?.contentType).toBe('image/webp')
    expect(picture?.size).toBeLessThanOrEqual(300_000)
    expect(message.text).toContain('too large to post here, so this is a WebP')
    expectRefusals(bot)
  })
})

describe('a picture that cannot be shown', () => {
  it('is reported if no version of it fits', async () => {
    await start({ fileSizeLimit: 20 })
    const message = await (await bot.discord.person('Ben').slash('/generate', { prompt })).until(hasResult)
    expect(message.text).toContain('too large to post here in any form')
    expect(await message.attachments()).toEqual([])
  })

  it('is reported if its file cannot be read, and delivery is not tried forever', async () => {
    await start()
    const ben = bot.discord.person('Ben')
    vi.spyOn(bot.store.pictures, 'get').mockRejectedValue(new Error('the disk is broken'))
    const reply = await ben.slash('/generate', { prompt })
    const message = await reply.until(({ text }) => text.includes('It is kept'))
    expect(message.text).toContain(`/show id: ${(await bot.store.jobs.ofPerson(ben.id, 1))[0]?.id}`)
    await bot.until('the job to count as delivered', async () => (await bot.store.jobs.undelivered()).length === 0)
    expect(bot.log()).toContain('the disk is broken')
  })
})

describe('the log', () => {
  it('has one line for each job, with its size, its person and the seconds of every phase, and no prompt', async () => {
    await start()
    const ben = bot.discord.person('Ben')
    await (await ben.slash('/generate', { prompt, count: 2 })).until(hasResult)
    await bot.until('the line', () => bot.log().includes('a job has ended'))
    const lines = bot
      .log()
      .split('\n')
      .filter((line) => line.includes('a job has ended'))
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain(prompt)
    const { seconds, ...facts } = JSON.parse(lines[0] ?? '')
    expect(facts).toMatchObject({ person: ben.id, mode: 'generate', state: 'done', size: '256x256', pictures: 2 })
    expect(facts).toMatchObject({ level: 30, outcome: 'delivered' })
    const phases = ['queue', 'text', 'stageI', 'stageII', 'files', 'fit', 'deliver']
    expect(Object.keys(seconds)).toEqual(phases)
    expect(seconds).toMatchObject({ text: 0.25, stageI: 0.5, stageII: 0.25 })
    expect(seconds.deliver).toBeGreaterThan(0)
  })

  it('has a line for a job that was cancelled while it waited', async () => {
    await start()
    bot.engine.hold(0)
    const ben = bot.discord.person('Ben')
    await ben.slash('/generate', { prompt })
    const second = await ben.slash('/generate', { prompt: 'another' })
    await (await second.until(({ buttons }) => buttons.includes('Cancel'))).press('Cancel')
    await bot.until('the line', () => bot.log().includes('"state":"cancelled","outcome":"delivered"'))
  })
})

describe('/show', () => {
  it('counts as a delivery, even if that can only be written a moment later', async () => {
    await start()
    const ben = bot.discord.person('Ben')
    const job = await bot.queue.add({
      personId: ben.id,
      request: { mode: 'generate', prompt },
      pictures: new Map(),
      origin: {},
    })
    await bot.until('it to be owed', async () => (await bot.store.jobs.undelivered()).length === 1)
    vi.spyOn(bot.store.messages, 'put').mockRejectedValueOnce(new Error('the disk is full'))
    const shown = await (await ben.slash('/show', { id: job.id })).until(hasResult)
    expect(shown.text).not.toContain('went wrong')
    await bot.until('the job to count as delivered', async () => (await bot.store.jobs.undelivered()).length === 0)
    expect(await bot.store.messages.ofJob(job.id)).toMatchObject([{ messageId: shown.id }])
  })
})
