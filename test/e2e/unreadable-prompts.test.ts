import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { file, type TestMessage } from 'local-discord/testing'
import { type EmbeddedEngine, embeddedEngine } from '../harness/embedded-engine.ts'
import { colour } from '../harness/scripted-engine.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

const quick = { seed: 1, size: 64, steps: 2 }

let engine: EmbeddedEngine
let bot: TestBot
beforeAll(async () => {
  engine = await embeddedEngine()
  bot = await startBot({ openEngine: () => engine.open() })
})
afterAll(async () => {
  await bot.stop()
  await engine.remove()
})

const ben = () => bot.discord.person('Ben')
const hasEnded = (message: TestMessage): boolean => message.buttons.includes('Delete')

describe('prompts that the embedded model cannot read', () => {
  it.each(['кот', 'ねこ', 'قطة', '🐱', '猫'])('are refused with a suggestion: %s', async (prompt) => {
    const message = await (await ben().slash('/generate', { prompt, ...quick })).until(hasEnded)
    expect(message.text).toContain('The model cannot read')
    expect(message.text).toContain(prompt)
    expect(message.text).toContain('Say it in English, for example')
    expect(await message.attachments()).toEqual([])
  })

  it('are refused in forms as well', async () => {
    const photo = file('photo.png', (await colour(3, 96)).bytes)
    const said = bot.discord.person('Chidi').in('#pictures').say('Look', [photo])
    const { modal } = await ben().contextMenu('Edit this', said)
    const message = await (await modal.fill({ Prompt: 'кот' }).submit()).until(hasEnded)
    expect(message.text).toContain('The model cannot read “кот”')
  })

  it('are said beside the picture where other words are left', async () => {
    const message = await (await ben().slash('/generate', { prompt: 'a fox and a кот', ...quick })).until(hasEnded)
    expect(message.text).toContain('The model cannot read “кот”, so the picture may not show it.')
    expect((await message.attachments()).length).toBeGreaterThan(0)
  })
})
