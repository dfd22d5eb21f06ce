import { beforeEach, describe, expect, it } from 'vitest'
import { createSettings, type Settings } from '#src/settings/settings.ts'
import { file, type TestMessage } from 'local-discord/testing'
import { encodePng } from '#src/image/encode.ts'
import { jobIdOn } from '../harness/press-more.ts'
import { isDone } from '../harness/message-state.ts'
import { useBots } from '../harness/use-bot.ts'

const { bot, start } = useBots()
let settings: Settings
beforeEach(async () => {
  await start()
  settings = createSettings({ store: bot.store })
})

const ben = () => bot.discord.person('Ben')
const guild = () => bot.discord.channel('pictures').guildId ?? ''
const pictures = () => bot.discord.channel('pictures').id

async function draw(command: string, options: Parameters<ReturnType<typeof ben>['slash']>[1]) {
  const message = await (await ben().slash(command, options)).until(isDone)
  const job = await bot.store.jobs.get(jobIdOn(message))
  return { message, request: job?.request }
}

describe('settings that a request leaves open', () => {
  it('come from the person, the channel and the server, in this order', async () => {
    await settings.set('guild', guild(), 'size', 256)
    await settings.set('guild', guild(), 'guidance', 3)
    await settings.set('channel', pictures(), 'size', 64)
    await settings.set('person', ben().id, 'style', 'a woodcut of')
    const { request } = await draw('/generate', { prompt: 'a red fox' })
    expect(request).toMatchObject({ size: 64, guidance: 3, prompt: 'a woodcut of a red fox' })
  })

  it('are not applied where the person gives a value', async () => {
    await settings.set('guild', guild(), 'size', 64)
    await settings.set('guild', guild(), 'guidance', 3)
    expect((await draw('/generate', { prompt: 'a fox', size: 256, guidance: 0 })).request).toMatchObject({
      size: 256,
      guidance: 0,
    })
  })

  it('include a style, which each mode applies once', async () => {
    await settings.set('person', ben().id, 'style', 'an etching of')
    const { message, request } = await draw('/generate', { prompt: 'a fox' })
    expect(request).toMatchObject({ prompt: 'an etching of a fox' })
    const again = await (await message.press('Again')).until(isDone)
    expect((await bot.store.jobs.get(jobIdOn(again)))?.request).toMatchObject({ prompt: 'an etching of a fox' })
    const anagram = await draw('/anagram', { prompt: 'a duck', second: 'a hare' })
    expect(anagram.request).toMatchObject({ style: 'an etching of' })
    const own = await draw('/anagram', { prompt: 'a duck', second: 'a hare', style: 'a photo of' })
    expect(own.request).toMatchObject({ style: 'a photo of' })
  })

  it('never name a model that is no longer installed', async () => {
    await settings.set('guild', guild(), 'model', 'removed')
    expect((await draw('/generate', { prompt: 'a fox' })).request).not.toHaveProperty('model', 'removed')
    await settings.set('guild', guild(), 'model', 'duckling')
    expect((await draw('/generate', { prompt: 'a fox' })).request).toHaveProperty('model', 'duckling')
  })

  it('do not change when an earlier request is drawn again', async () => {
    const { message } = await draw('/generate', { prompt: 'a fox' })
    await settings.set('guild', guild(), 'size', 64)
    const again = await (await message.press('Again')).until(isDone)
    expect((await bot.store.jobs.get(jobIdOn(again)))?.request).not.toHaveProperty('size', 64)
  })
})

describe('the display of results', () => {
  it('is private if the settings say so, unless a public one is requested', async () => {
    await settings.set('channel', pictures(), 'private', true)
    expect((await draw('/generate', { prompt: 'a fox' })).message.ephemeral).toBe(true)
    expect((await draw('/generate', { prompt: 'a fox', private: false })).message.ephemeral).toBe(false)
    const png = await encodePng({ data: new Uint8Array(4 * 64 * 64).fill(255), width: 64, height: 64 })
    const picture = file('fox.png', png.bytes)
    const mask = await ben().slash('/inpaint', { picture, prompt: 'a hare' })
    expect((await mask.until(({ loading }) => !loading)).ephemeral).toBe(true)
  })

  it('hides pictures behind a spoiler if the settings say so', async () => {
    await settings.set('guild', guild(), 'spoiler', true)
    const hidden = await draw('/generate', { prompt: 'a fox' })
    expect(JSON.stringify(hidden.message.raw.components)).toContain('"spoiler":true')
    const open = await draw('/generate', { prompt: 'a fox', spoiler: false })
    expect(JSON.stringify(open.message.raw.components)).not.toContain('"spoiler":true')
  })

  it('omits the strip of steps if the settings say so, and the button still shows it', async () => {
    const names = async (message: TestMessage) => (await message.attachments()).map(({ filename }) => filename)
    const before = await names((await draw('/generate', { prompt: 'a fox' })).message)
    expect(before).toHaveLength(2)
    await settings.set('guild', guild(), 'steps', false)
    const { message } = await draw('/generate', { prompt: 'a fox' })
    expect(await names(message)).toHaveLength(1)
    const details = await (await message.press('Details')).until(({ buttons }) => buttons.includes('Steps'))
    expect(details.ephemeral).toBe(true)
  })
})
