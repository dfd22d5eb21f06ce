import { describe, expect, it } from 'vitest'
import { file } from 'local-discord/testing'
import { colour } from '../harness/scripted-engine.ts'
import { isDone } from '../harness/message-state.ts'
import { useEmbeddedBot } from '../harness/use-bot.ts'

const quick = { seed: 1, size: 64, steps: 2 }

const { bot } = useEmbeddedBot()

const ben = () => bot.discord.person('Ben')

describe('prompts that the embedded model cannot read', () => {
  it.each(['кот', 'ねこ', 'قطة', '🐱', '猫'])('are refused with a suggestion: %s', async (prompt) => {
    const message = await (await ben().slash('/generate', { prompt, ...quick })).until(isDone)
    expect(message.text).toContain('The model cannot read')
    expect(message.text).toContain(prompt)
    expect(message.text).toContain('Say it in English, for example')
    expect(await message.attachments()).toEqual([])
  })

  it('are refused in forms as well', async () => {
    const photo = file('photo.png', (await colour(3, 96)).bytes)
    const said = bot.discord.person('Chidi').in('#pictures').say('Look', [photo])
    const { modal } = await ben().contextMenu('Edit this', said)
    const message = await (await modal.fill({ Prompt: 'кот' }).submit()).until(isDone)
    expect(message.text).toContain('The model cannot read “кот”')
  })

  it('are noted beside the picture if other words remain', async () => {
    const message = await (await ben().slash('/generate', { prompt: 'a fox and a кот', ...quick })).until(isDone)
    expect(message.text).toContain('The model cannot read “кот”, so the picture may not show it.')
    expect((await message.attachments()).length).toBeGreaterThan(0)
  })
})
