import { describe, expect, it } from 'vitest'
import { useBot } from '../harness/use-bot.ts'
import { workClock } from '../harness/work-clock.ts'

const people = 50
const each = 4

const bot = useBot({ seconds: 30, clock: workClock() })

describe('200 commands at once from 50 people', () => {
  it('are all acknowledged, drawn and delivered once, and people take turns', { timeout: 400_000 }, async () => {
    const owed = async () =>
      (await bot.store.jobs.undelivered()).length + (await bot.store.jobs.inState('waiting', 'running')).length
    const guests = Array.from({ length: people }, (_, index) => bot.discord.addPerson(`Guest ${index}`))
    bot.engine.hold(0)
    const replies = guests.flatMap((guest) =>
      Array.from({ length: each }, (_, i) =>
        guest.in('#pictures').start('/generate', { prompt: `picture ${i} of ${guest.name}`, size: 64 }),
      ),
    )
    await Promise.all(replies.map((reply) => reply.acknowledged()))
    expect(replies.filter(({ failure }) => failure !== null)).toEqual([])

    await bot.until('all to be accepted', async () => (await owed()) === people * each, 100)
    // People take turns: everybody's first stands before anybody's second, and so on.
    const { running, waiting } = await bot.queue.overview()
    const order = [...running, ...waiting].map(({ job }) => job.personId)
    for (let round = 0; round < each; round += 1)
      expect(new Set(order.slice(round * people, (round + 1) * people)).size).toBe(people)
    bot.engine.release()

    await bot.until('all to be delivered', async () => (await owed()) === 0, 300)
    const done = await Promise.all(replies.map((reply) => reply.until(({ buttons }) => buttons.includes('Again'))))
    expect(new Set(done.map(({ id }) => id)).size).toBe(people * each)
    const pictures = await Promise.all(done.map((message) => message.attachments()))
    expect(pictures.every((files) => files.length === 2)).toBe(true)
    expect(bot.discord.messages('#pictures')).toHaveLength(people * each)

    expect(bot.engine.begun).toHaveLength(people * each)
    expect(bot.discord.requests().filter(({ status }) => status >= 400)).toEqual([])
    for (const guest of guests) guest.close()
  })
})
