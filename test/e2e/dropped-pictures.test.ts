import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestMessage } from 'local-discord/testing'
import { expectRefusals } from '../harness/expectations.ts'
import { detailsOf, pressOn } from '../harness/press-more.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

let bot: TestBot
let result: TestMessage
beforeAll(async () => {
  bot = await startBot({ time: 'still', maxDataBytes: 1 })
  const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'a red fox' })
  result = await reply.until(({ buttons }) => buttons.includes('Again'))
  await bot.until('it to count as told', async () => (await bot.store.jobs.undelivered()).length === 0)
  // The buttons among the details stay on screen while the files go.
  await detailsOf(result)
  await bot.discord.clock.advance(2 * 60 * 60_000)
  expect((await bot.store.sweep()).dropped).toBeGreaterThan(1)
})
afterAll(async () => {
  expectRefusals(bot)
  await bot.stop()
})

const gone = 'That picture is no longer kept'

describe('a picture whose file was dropped', () => {
  it('is reported by /show', async () => {
    const [job] = await bot.store.jobs.ofPerson(bot.discord.person('Ben').id, 1)
    const shown = await bot.discord.person('Ben').slash('/show', { id: job?.id ?? '' })
    const { text, buttons } = await shown.until(({ buttons }) => buttons.includes('Again'))
    expect(text.split(gone)).toHaveLength(2)
    expect(text).toContain('a red fox')
    expect(buttons).not.toContain('Steps')
  })

  it.each(['Vary', 'Vary a lot', 'Animate', 'Steps'])('is reported by %s', async (button) => {
    const answer = await pressOn(result, button)
    const { text } = await answer.until(({ text }) => text.includes('no longer kept'))
    expect(text).toMatch(/^.*(That picture is|The steps of this picture are) no longer kept[^.]*\.$/m)
  })

  it('can still be drawn again, and edited from its message', async () => {
    const again = await result.press('Again')
    await again.until(({ buttons }) => buttons.includes('Again'))
    const { modal } = await bot.discord.person('Ben').contextMenu('Edit this', result)
    const edited = await modal.fill({ Prompt: 'a blue fox' }).submit()
    await edited.until(({ buttons }) => buttons.includes('Again'))
  })
})
