import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Reply, TestMessage } from 'local-discord/testing'
import { ownChallenge } from '#src/messages/challenges.ts'
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

/** From now on #pictures is age-restricted and draws without the checker. */
async function turnOff(): Promise<void> {
  await settings.set('guild', guild(), 'safety', false)
  bot.discord.channel('pictures').nsfw = true
  await bot.kill()
  await bot.restart()
}

/** The answer to a command or a press, once it is no longer loading. */
const answer = async (reply: Promise<Reply>) => (await reply).until(({ loading }) => !loading)

it('the checker can be turned off, but only age-restricted channels draw without it', async () => {
  await settings.set('guild', guild(), 'safety', false)
  await (await draw('an unsafe fox')).until(({ text }) => text.includes('held this picture back'))
  await turnOff()
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

it('what was drawn without the checker is shown in no other place', async () => {
  await turnOff()
  const only = 'only be shown in age-restricted'
  const asked = { prompt: 'an unsafe fox', second: 'an unsafe owl', size: 64 }
  const shown = await (await ben().slash('/anagram', asked)).until(isOver)
  expect((await shown.attachments()).length).toBeGreaterThan(0)
  const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
  const id = job?.id ?? ''

  const guess = await answer(ben().in('#challenges').slash('/guess start', { picture: id }))
  expect(guess.text).toContain(only)
  expect(await bot.store.guess.unfinished()).toEqual([])

  const ada = bot.discord.person('Ada')
  const rules = { theme: 'Foxes', entries: '3d', votes: '1d' }
  for (const channel of ['#challenges', '#pictures'])
    await answer(ada.in(channel).slash('/challenge start', { ...rules, theme: `Foxes in ${channel}` }))
  const challenges = await bot.store.challenges.ofGuild(guild(), 2)
  const inChannel = (name: string) =>
    challenges.find(({ channelId }) => channelId === bot.discord.channel(name).id)?.id ?? ''
  const note = await answer(shown.press('Details'))
  const menu = await answer(note.press('Enter challenge'))
  const refused = await menu.select(ownChallenge.whichChallenge, [inChannel('#challenges')])
  expect((await refused.next()).text).toContain(only)
  expect(await bot.store.challenges.entries(inChannel('#challenges'))).toEqual([])

  const enterIn = (channel: string) => {
    const post = bot.discord.messages(channel).find(({ buttons }) => buttons.includes('Enter'))
    if (post === undefined) throw new Error(`there is no invitation in ${channel}`)
    return answer(post.as(ben()).press('Enter'))
  }
  const choice = await (await enterIn('#pictures')).select(ownChallenge.choose, [`${id}.0`])
  const entered = await choice.until(({ text }) => text.includes('takes part'))
  expect((await entered.attachments()).length).toBeGreaterThan(0)
  expect(await bot.store.challenges.entries(inChannel('#pictures'))).toHaveLength(1)

  // Whoever chooses from their pictures elsewhere reads why this one does not fit.
  expect(JSON.stringify((await enterIn('#challenges')).raw)).toContain(only)
})
