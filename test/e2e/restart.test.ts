import { beforeEach, describe, expect, it } from 'vitest'
import { hasResult } from '../harness/message-state.ts'
import { useBots } from '../harness/use-bot.ts'

const { bot, start } = useBots()
beforeEach(() => start())

describe('a bot that is killed in the middle', () => {
  it('draws and delivers running and waiting jobs in the same messages', async () => {
    bot.engine.hold(2)
    const ben = await bot.discord.person('Ben').slash('/generate', { prompt: 'running', seed: 5 })
    const chidi = await bot.discord.person('Chidi').slash('/generate', { prompt: 'waiting' })
    const running = await ben.until(({ text }) => text.includes('🎨 **running**'))
    const waiting = await chidi.until(({ text }) => text.includes('You are next'))
    await bot.kill()
    await bot.restart()
    const first = await ben.until(hasResult)
    const second = await chidi.until(hasResult)
    expect(first.id).toBe(running.id)
    expect(first.text).toContain('seed 5 ')
    expect(second.id).toBe(waiting.id)
    expect(await second.attachments()).toHaveLength(2)
    expect(bot.discord.messages('#pictures')).toHaveLength(2)
  })

  it('delivers finished jobs that were not delivered before', async () => {
    bot.engine.hold(0)
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'finished' })
    await reply.until(({ text }) => text.includes('Loading'))
    const release = bot.discord.faults.hold('PATCH @original')
    bot.engine.release()
    await bot.until('the result to be on its way', () => bot.discord.faults.pending === 0)
    expect((await bot.store.jobs.undelivered()).map(({ state }) => state)).toEqual(['done'])
    await bot.kill()
    await bot.restart()
    await reply.until(hasResult)
    release()
    await bot.until('the debt to be paid', async () => (await bot.store.jobs.undelivered()).length === 0)
  })
})

describe('a bot that is told to stop', () => {
  it('finishes running jobs, notifies waiting people, refuses new requests, and continues the rest at the next start', async () => {
    bot.engine.hold(2)
    const ben = await bot.discord.person('Ben').slash('/generate', { prompt: 'running' })
    const chidi = await bot.discord.person('Chidi').slash('/generate', { prompt: 'waiting' })
    await chidi.until(({ text }) => text.includes('You are next'))
    const stopped = bot.bot.stop(10_000)
    const late = await bot.discord.person('Ada').slash('/generate', { prompt: 'late' })
    expect(late.message.text).toContain('The bot is restarting')
    expect(late.message.ephemeral).toBe(true)
    bot.engine.release()
    await ben.until(hasResult)
    const interrupted = await chidi.until(({ text }) => text.includes('keeps its place'))
    await stopped
    await bot.restart()
    expect((await chidi.until(hasResult)).id).toBe(interrupted.id)
  })

  it('does not change a result that has just been delivered', async () => {
    bot.engine.hold(0)
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'just in time' })
    await reply.until(({ text }) => text.includes('Loading'))
    const release = bot.discord.faults.hold('PATCH @original')
    bot.engine.release()
    await bot.until('the result to be on its way', () => bot.discord.faults.pending === 0)
    const stopped = bot.bot.stop(10_000)
    await bot.until('it to count as finished', async () => (await bot.store.jobs.undelivered()).length === 1)
    release()
    await stopped
    const message = await reply.until(hasResult)
    expect(message.now()?.text).not.toContain('keeps its place')
    expect(await bot.store.jobs.undelivered()).toEqual([])
    await bot.restart()
  })

  it('parks jobs that do not finish in time', async () => {
    bot.engine.hold(2)
    const ben = await bot.discord.person('Ben').slash('/generate', { prompt: 'slow' })
    await bot.until('it to run', () => bot.engine.running === 1)
    await bot.bot.stop(50)
    const [job] = await bot.store.jobs.inState('waiting')
    expect(job?.request).toMatchObject({ prompt: 'slow' })
    await bot.restart()
    await ben.until(hasResult)
  })
})
