import { expect, it } from 'vitest'
import { file, type TestMessage } from 'local-discord/testing'
import { colour } from '../harness/scripted-engine.ts'
import { isDone } from '../harness/message-state.ts'
import { useBot } from '../harness/use-bot.ts'

const bot = useBot()

const ben = () => bot.discord.person('Ben')
const latest = async () => (await bot.store.jobs.ofPerson(ben().id, 1))[0]

it('Upscale this measures a picture whose size Discord does not report', async () => {
  const unsized = async (edge: number): Promise<TestMessage> => {
    const said = bot.discord
      .person('Chidi')
      .in('#pictures')
      .say('', [file('unsized.png', (await colour(2, edge)).bytes)])
    const stored = bot.discord.local.context.world.messages.get(said.channelId)?.get(said.id)
    for (const attachment of stored?.attachments ?? []) Object.assign(attachment, { width: null, height: null })
    return said
  }
  await (await ben().contextMenu('Upscale this', await unsized(96))).until(isDone)
  expect((await latest())?.request).toMatchObject({ mode: 'upscale', method: 'tiles' })
  const refused = await ben().contextMenu('Upscale this', await unsized(600))
  expect((await refused.until(({ text }) => text.includes('already 600 px long'))).ephemeral).toBe(true)
})
