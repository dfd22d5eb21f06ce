import { expect, it } from 'vitest'
import type { TestMessage } from 'local-discord/testing'
import { scratchEngine } from '#test/engine/scratch-engine.ts'
import { startBot } from '../harness/start-bot.ts'

const isDone = (message: TestMessage): boolean => message.buttons.includes('Again')

it('an engine that dies in the middle costs nobody a picture, and its cause is reported in one sentence', async () => {
  const { engine } = await scratchEngine()
  const bot = await startBot({ engine })
  try {
    const options = { size: 64 }
    const once = await bot.discord.person('Ben').slash('/generate', { ...options, prompt: 'kill once' })
    const always = await bot.discord.person('Chidi').slash('/generate', { ...options, prompt: 'kill' })
    const innocent = await bot.discord.person('Ada').slash('/generate', { ...options, prompt: 'a red fox' })

    const survived = await once.until(isDone)
    expect(await survived.attachments()).toHaveLength(2)
    expect(await (await innocent.until(isDone)).attachments()).toHaveLength(2)
    const poison = await always.until(isDone)
    expect(poison.text).toContain('crashed the engine twice')
    expect(await poison.attachments()).toHaveLength(0)
    expect(poison.buttons).toEqual(['Again', 'Remix', 'Delete'])
  } finally {
    await bot.stop()
  }
})
