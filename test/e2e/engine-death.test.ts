import { expect, it } from 'vitest'
import { scratchEngine } from '#test/engine/scratch-engine.ts'
import { startBot } from '../harness/start-bot.ts'
import { hasResult } from '../harness/message-state.ts'

it('no other job is lost when the engine dies, and the job that killed it is reported in one sentence', async () => {
  const { engine } = await scratchEngine()
  const bot = await startBot({ engine })
  try {
    const options = { size: 64 }
    const once = await bot.discord.person('Ben').slash('/generate', { ...options, prompt: 'kill once' })
    const always = await bot.discord.person('Chidi').slash('/generate', { ...options, prompt: 'kill' })
    const innocent = await bot.discord.person('Ada').slash('/generate', { ...options, prompt: 'a red fox' })

    const survived = await once.until(hasResult)
    expect(await survived.attachments()).toHaveLength(2)
    expect(await (await innocent.until(hasResult)).attachments()).toHaveLength(2)
    const failed = await always.until(hasResult)
    expect(failed.text).toContain('crashed the engine twice')
    expect(await failed.attachments()).toHaveLength(0)
    expect(failed.buttons).toEqual(['Again', 'Remix', 'Delete'])
  } finally {
    await bot.stop()
  }
})
