import { describe, expect, it } from 'vitest'
import { hasResult } from '../harness/message-state.ts'
import { useBots } from '../harness/use-bot.ts'

const minutes = 60_000
const hour = 60 * minutes
const { bot, start } = useBots()

describe.each([
  ['back', -hour],
  ['forward', hour],
])('a machine whose clock is set %s by an hour', (_, change) => {
  it('keeps showing progress and announces in time that the picture will come later', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const ben = bot.discord.person('Ben')
    const reply = await ben.slash('/generate', { prompt: 'a fox', private: true })
    await reply.until(({ text }) => text.includes('Loading'))
    bot.discord.clock.setForward(change)
    bot.engine.release()
    bot.engine.hold(2)
    await bot.until('its first step', async () => ((await bot.queue.overview()).running[0]?.progress.fraction ?? 0) > 0)
    await bot.pass(3_000)
    await reply.until(({ text }) => text.includes('stage I'))
    await bot.discord.clock.advance(13 * minutes)
    const offer = await reply.until(({ buttons }) => buttons.includes('Collect'))
    bot.engine.release()
    await bot.until('the job to be done', async () => (await bot.store.jobs.ofPerson(ben.id, 1))[0]?.state === 'done')
    const [job] = await bot.store.jobs.ofPerson(ben.id, 1)
    expect(job?.seconds).toBeCloseTo(13 * 60 + 3)
    await (await offer.press('Collect')).until(hasResult)
  })

  it('edits the reply after a restart, or posts where the token may have expired', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const ben = bot.discord.person('Ben')
    const reply = await ben.slash('/generate', { prompt: 'a fox' })
    const first = await reply.until(({ text }) => text.includes('Loading'))
    await bot.kill()
    bot.discord.clock.setForward(change)
    await bot.restart()
    const picture = await ben.sees(hasResult)
    expect(picture.raw.message_reference?.message_id ?? picture.id).toBe(first.id)
  })
})
