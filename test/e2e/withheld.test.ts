import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { TestMessage } from 'local-discord/testing'
import { createSettings, type Settings } from '#src/settings/settings.ts'
import { type EmbeddedEngine, embeddedEngine } from '../harness/embedded-engine.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

const backend = new URL('../renderer/flagging-backend.ts', import.meta.url).href

let engines: EmbeddedEngine
let bot: TestBot
let settings: Settings
beforeAll(async () => {
  engines = await embeddedEngine()
})
afterAll(() => engines.remove())
beforeEach(async () => {
  bot = await startBot({ openEngine: () => engines.open(backend, 'stub') })
  settings = createSettings({ store: bot.store })
  await settings.set('guild', guild(), 'limits', { everyone: { picturesPerDay: 10 }, roles: {} })
})
afterEach(() => bot.stop())

const ben = () => bot.discord.person('Ben')
const guild = () => bot.discord.channel('pictures').guildId ?? ''
const used = async () => (await bot.store.charges.usage(ben().id, guild())).used
const draw = (prompt: string, count = 1) => ben().slash('/generate', { prompt, count, size: 64 })
const isOver = ({ buttons }: TestMessage): boolean => buttons.includes('Delete') || buttons.includes('Try again')

it('a flagged picture is never shown, the person is told kindly, and it does not count', async () => {
  const said = await (await draw('an unsafe fox')).until(({ text }) => text.includes('held this picture back'))
  expect(said.text).toContain('harmless')
  expect(await said.attachments()).toEqual([])
  const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
  expect(await bot.store.results.ofJob(job?.id ?? '')).toEqual([])
  expect(await used()).toBe(0)
})

it('one of several is left out, and only the others count', async () => {
  const said = await (await draw('a second unsafe fox', 3)).until(isOver)
  expect(said.text).toContain('Picture 2 was held back')
  const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
  const shown = (await bot.store.results.ofJob(job?.id ?? '')).filter(({ role }) => role === 'picture')
  expect(shown.map(({ picture }) => picture)).toEqual([0, 2])
  expect(await used()).toBe(2)
})

it('the checker can be turned off, but only age-restricted channels draw without it', async () => {
  await settings.set('guild', guild(), 'safety', false)
  await (await draw('an unsafe fox')).until(({ text }) => text.includes('held this picture back'))
  bot.discord.channel('pictures').nsfw = true
  await bot.kill()
  await bot.restart()
  const shown = await (await draw('an unsafe fox')).until(({ buttons }) => buttons.includes('Delete'))
  expect((await shown.attachments()).length).toBeGreaterThan(0)
  const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
  const elsewhere = await ben()
    .in('#challenges')
    .slash('/show', { id: job?.id ?? '' })
  expect((await elsewhere.until(({ text }) => text !== '')).text).toContain('only be shown in age-restricted')
  await settings.set('guild', guild(), 'safety', true)
  await (await draw('an unsafe fox')).until(({ text }) => text.includes('held this picture back'))
})
