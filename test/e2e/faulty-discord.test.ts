import { describe, expect, it } from 'vitest'
import { hasResult } from '../harness/message-state.ts'
import { useBots } from '../harness/use-bot.ts'

const minutes = 60_000
const { bot, start } = useBots()

const prompt = 'a red fox'

describe('when Discord or the connection to it fails', () => {
  it('waits after a 429 and delivers', async () => {
    await start()
    bot.discord.faults.rateLimit('PATCH @original', 0.3, { times: 2 })
    const message = await (await bot.discord.person('Ben').slash('/generate', { prompt })).until(hasResult)
    expect(await message.attachments()).toHaveLength(2)
    expect(bot.discord.faults.pending).toBe(0)
  })

  it('tries again after a 5xx', async () => {
    await start()
    bot.discord.faults.status('PATCH @original', 503, 2)
    const message = await (await bot.discord.person('Ben').slash('/generate', { prompt })).until(hasResult)
    expect(await message.attachments()).toHaveLength(2)
  })

  it('tries again later after more 5xx answers than the client retries', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt })
    await reply.until(({ text }) => text.includes('Loading'))
    bot.discord.faults.status('PATCH @original', 502, 4)
    bot.engine.release()
    await bot.until('the faults to be over', () => bot.discord.faults.pending === 0)
    await bot.until('the failure to be noted', () => bot.log().includes('a delivery failed'))
    await bot.discord.clock.advance(10_000)
    await reply.until(hasResult)
  })

  it('posts a late picture once even if the answer is lost', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const ben = bot.discord.person('Ben')
    const reply = await ben.slash('/generate', { prompt })
    await reply.until(({ text }) => text.includes('Loading'))
    await bot.discord.clock.advance(14 * minutes)
    bot.discord.faults.loseAnswer('POST /channels/', 2)
    bot.engine.release()
    await bot.until('the delivery', async () => {
      await bot.discord.clock.advance(20_000)
      return (await bot.store.jobs.ofPerson(ben.id, 1))[0]?.deliveredAt !== null
    })
    expect(bot.discord.messages('#pictures').filter(hasResult)).toHaveLength(1)
  })

  it('continues after the connection broke and was resumed', async () => {
    await start()
    bot.engine.hold(0)
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt })
    await bot.until('it to run', () => bot.engine.running === 1)
    bot.discord.faults.disconnect()
    bot.engine.release()
    await reply.until(hasResult)
    await bot.until('the bot to be back', () => bot.log().includes('resumed the connection'))
    await (await bot.discord.person('Chidi').slash('/generate', { prompt })).until(hasResult)
  })
})
