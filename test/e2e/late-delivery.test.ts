import { describe, expect, it } from 'vitest'
import { PermissionFlagsBits } from 'discord.js'
import { expectRefusals } from '../harness/expectations.ts'
import { hasResult } from '../harness/message-state.ts'
import { useBots } from '../harness/use-bot.ts'

const minutes = 60_000
const { bot, start } = useBots()

const prompt = 'a red fox'

describe('a picture that is finished after its token has expired', () => {
  it('comes once, as a reply to the first message, where the bot may write', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const ben = bot.discord.person('Ben')
    const reply = await ben.slash('/generate', { prompt })
    await reply.until(({ text }) => text.includes('Loading'))
    await bot.discord.clock.advance(13 * minutes + 1000)
    const notice = await reply.until(({ text }) => text.includes('will come as a new message below'))
    expect(notice.buttons).toEqual([])
    await bot.discord.clock.advance(5 * minutes)
    bot.engine.release()
    const picture = await ben.sees((message) => message.id !== notice.id && hasResult(message), 'the late picture')
    expect(picture.raw.message_reference?.message_id).toBe(notice.id)
    expect(picture.text).toContain(`For <@${ben.id}>`)
    expect(picture.raw.mentions).toEqual([])
    expect(await picture.attachments()).toHaveLength(2)
    const posts = bot.discord.requests('POST /channels/')
    expect(posts).toHaveLength(1)
    expect(posts[0]?.json).toMatchObject({ enforce_nonce: true })
    expectRefusals(bot)
  })

  it.each(['#pictures', 'DM', 'elsewhere'])(
    'waits behind a button where the bot may not write, and a press delivers it: privately in %s',
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
      const collected = await (await offer.press('Collect')).until(hasResult)
      expect(collected.id).toBe(offer.id)
      expect(await collected.attachments()).toHaveLength(2)
      expect(bot.discord.requests('POST /channels/')).toEqual([])
      expectRefusals(bot)
    },
  )

  it('shows progress in place of the button if it is pressed too early', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const reply = await bot.discord.person('Ben').in('elsewhere').slash('/generate', { prompt })
    // The notice is being posted by now: its timers are set before the clock is moved.
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
    expect((await press.until(hasResult)).id).toBe(offer.id)
    expectRefusals(bot)
  })

  it('is posted when the bot restarts after the token has expired', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const ben = bot.discord.person('Ben')
    const reply = await ben.slash('/generate', { prompt })
    const first = await reply.until(({ text }) => text.includes('Loading'))
    await bot.kill()
    await bot.discord.clock.advance(20 * minutes)
    await bot.restart()
    const picture = await ben.sees((message) => hasResult(message))
    expect(picture.raw.message_reference?.message_id ?? picture.id).toBe(first.id)
    expectRefusals(bot)
  })

  it('removes the token with the delivery', async () => {
    await start()
    const ben = bot.discord.person('Ben')
    await (await ben.slash('/generate', { prompt })).until(hasResult)
    await bot.until('the token to go', async () => {
      const [job] = await bot.store.jobs.ofPerson(ben.id, 1)
      return job?.deliveredAt !== null && (await bot.store.tokens.get(job?.id ?? '')) === null
    })
  })

  it('is offered again if the first offer failed', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt, private: true })
    await reply.until(({ text }) => text.includes('Loading'))
    bot.discord.faults.status('PATCH @original', 502, 4)
    await bot.discord.clock.advance(13 * minutes + 1000)
    await bot.until('the failure to be noted', () => bot.log().includes('progress could not be shown'))
    await bot.discord.clock.advance(11_000)
    const offer = await reply.until(({ buttons }) => buttons.includes('Collect'))
    bot.engine.release()
    await bot.until('it to be done', async () => (await bot.store.jobs.undelivered()).length === 1)
    await (await offer.press('Collect')).until(hasResult)
  })

  describe('a late picture where the bot has lost a permission meanwhile', () => {
    const lose = (permission: bigint): void => {
      const { id } = bot.discord.local.context.world.bot
      bot.discord.channel('#pictures').overwrites = [{ id, type: 1, allow: 0n, deny: permission }]
    }
    const handOver = async () => {
      await start({ time: 'still' })
      bot.engine.hold(0)
      const reply = await bot.discord.person('Ben').slash('/generate', { prompt })
      await reply.until(({ text }) => text.includes('Loading'))
      await bot.discord.clock.advance(14 * minutes)
      const notice = await reply.until(({ text }) => text.includes('will come as a new message below'))
      await bot.discord.clock.advance(2 * minutes)
      return notice
    }

    it('is announced without its files', async () => {
      const notice = await handOver()
      lose(PermissionFlagsBits.AttachFiles)
      bot.engine.release()
      const { text } = await bot.discord
        .person('Ben')
        .sees(({ id, text }) => id !== notice.id && text.includes('is kept'))
      expect(text).toContain('/show id:')
      expectRefusals(bot, 50_013)
    })

    it('waits behind a button in place of the announcement', async () => {
      const notice = await handOver()
      lose(PermissionFlagsBits.SendMessages)
      bot.engine.release()
      const offer = await bot.discord.person('Ben').sees(({ buttons }) => buttons.includes('Collect'))
      expect(offer.id).toBe(notice.id)
      await (await offer.press('Collect')).until(hasResult)
      expectRefusals(bot, 50_013)
    })

    it('counts as delivered after a day, so that no later start tries it again', async () => {
      await handOver()
      lose(PermissionFlagsBits.SendMessages)
      bot.engine.release()
      await bot.discord.person('Ben').sees(({ buttons }) => buttons.includes('Collect'))
      expect(await bot.store.jobs.undelivered()).toHaveLength(1)
      await bot.kill()
      bot.discord.clock.setForward(25 * 60 * minutes)
      await bot.restart()
      await bot.until('the job to count as delivered', async () => (await bot.store.jobs.undelivered()).length === 0)
      expectRefusals(bot, 50_013)
    })
  })

  it('is not overwritten by a button that was pressed just before the delivery', async () => {
    await start({ time: 'still' })
    bot.engine.hold(0)
    const reply = await bot.discord.person('Ben').slash('/generate', { prompt })
    const progress = await reply.until(({ text }) => text.includes('Loading'))
    const release = bot.discord.faults.hold('PATCH @original')
    bot.engine.release()
    await bot.until('the result to be on its way', () => bot.discord.faults.pending === 0)
    const press = await progress.press('Cancel')
    release()
    await press.until(({ text }) => text.includes('already finished'))
    await reply.until(hasResult)
    await bot.discord.clock.advance(20 * minutes)
    expect(progress.now()?.buttons).toContain('Again')
    expect(bot.discord.messages('#pictures')).toHaveLength(1)
  })
})
