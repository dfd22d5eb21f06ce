import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSettings, type Settings } from '#src/settings/settings.ts'
import type { TestMessage } from 'local-discord/testing'
import { galleryVisit, isDone, isRefused, labelOf, starOf } from '../harness/gallery-visit.ts'
import { deleteFor } from '../harness/press-more.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

let bot: TestBot
let settings: Settings
beforeEach(async () => {
  bot = await startBot()
  settings = createSettings({ store: bot.store })
})
afterEach(async () => {
  expect(bot.discord.violations()).toEqual([])
  await bot.stop()
})
const { person, ben, chidi, guild, draw, open, star, restrict } = galleryVisit(() => bot)

describe('the gallery', () => {
  it('shows pages of pictures with links, and turns them in place, also after a restart', async () => {
    const messages: TestMessage[] = []
    for (let index = 1; index <= 11; index += 1) messages.push(await draw(`fox number ${index}`, { seed: index }))
    const first = await open()
    expect(first.ephemeral).toBe(true)
    expect(first.text).toContain('Everybody’s')
    expect(first.text).toContain('**1.** 🎨 **fox number 11**')
    expect(first.text).not.toContain('fox number 2**')
    expect(first.raw.attachments).toHaveLength(9)
    const last = messages.at(-1)
    expect(first.text).toContain(`https://discord.com/channels/${guild()}/${last?.channelId}/${last?.id}`)
    await bot.kill()
    await bot.restart()
    const second = await (await first.press('Next')).until(({ text }) => text.includes('Page 2'))
    expect(second.id).toBe(first.id)
    expect(second.raw.attachments).toHaveLength(2)
    expect(second.buttons).not.toContain('Next')
    expect((await (await second.press('Back')).until(({ text }) => text.includes('Page 1'))).text).toContain(
      'number 11',
    )
  })

  it('goes by mode and by word, and says when nothing fits', async () => {
    await draw('a red apple')
    await (await ben().slash('/anagram', { prompt: 'a heart', second: 'an owl', size: 64 })).until(isDone)
    expect((await open({ word: 'apple' })).raw.attachments).toHaveLength(1)
    const owls = await open({ word: 'OWL' })
    expect(owls.text).toContain('a heart')
    expect((await open({ word: 'zebra' })).text).toContain('No picture fits')
    const all = await open()
    const anagrams = await (
      await all.select('Choose a mode', ['anagram'])
    ).until(({ text }) => text.includes('/anagram'))
    expect(anagrams.raw.attachments).toHaveLength(1)
    expect((await open({ mode: 'hybrid' })).text).toContain('No picture fits')
    const refused = await (await chidi().slash('/gallery', { word: '!?' })).until(isRefused)
    expect(refused.text).toContain('There is no word in this')
  })

  it('opens a picture of somebody else with its buttons, for oneself alone', async () => {
    await draw('a fox')
    const shown = await open()
    const [value = ''] = (await bot.store.jobs.ofPerson(ben().id, 1)).map(({ id }) => id)
    const opened = await (await shown.select('Open a picture', [value])).until(isDone)
    expect(opened.ephemeral).toBe(true)
    expect(opened.id).not.toBe(shown.id)
    await opened.press(starOf(opened))
    await bot.until('the star', async () => (await bot.store.gallery.stars(value)) === 1)
    await bot.until('the label', () => labelOf(opened) === '1')
  })

  it('keeps private pictures and those of direct messages to their person', async () => {
    await draw('a secret', { private: true })
    await draw('by mail', {}, ben(), 'DM')
    for (const kind of ['everybody', 'best'])
      expect((await open({ show: kind })).text).toMatch(/nothing to see|has a star/)
    expect((await open({ show: 'everybody' }, ben())).text).toContain('nothing to see')
    const mine = await open({ show: 'mine' }, ben())
    expect(mine.text).toContain('a secret')
    expect(mine.text).toContain('only you see it')
    expect(mine.text).toContain('by mail')
    expect((await open({}, ben(), 'DM')).text).toContain('Mine')
    const refused = await (await ben().in('DM').slash('/gallery', { show: 'everybody' })).until(isRefused)
    expect(refused.text).toContain('There is no server here')
    const [secret = ''] = (await bot.store.jobs.ofPerson(ben().id, 9)).map(({ id }) => id)
    await draw('open to all', {}, ben())
    const theirs = await open()
    await expect(theirs.select('Open a picture', [secret])).rejects.toThrow()
  })

  it('shows nothing of a channel that the viewer does not see', async () => {
    await draw('a talk of moderators', {}, person('Ada'), '#playground')
    expect((await open()).text).toContain('a talk of moderators')
    const moderators = [...(bot.discord.local.context.world.guilds.get(guild())?.roles.keys() ?? [])][2] ?? ''
    await restrict('playground', (channel) => {
      channel.overwrites = [
        { id: guild(), type: 0, allow: 0n, deny: 1024n },
        { id: moderators, type: 0, allow: 1024n, deny: 0n },
      ]
    })
    expect((await open()).text).toContain('nothing to see')
    expect((await open({}, person('Ada'))).text).toContain('a talk of moderators')
  })

  it('shows pictures of age-restricted channels only in such a channel', async () => {
    await restrict('playground', (channel) => (channel.nsfw = true))
    await draw('an adult fox', {}, ben(), '#playground')
    expect((await open()).text).toContain('nothing to see')
    expect((await open({ show: 'mine' }, ben())).text).toContain('nothing to see')
    expect((await open({}, chidi(), '#playground')).text).toContain('an adult fox')
    await restrict('playground', (channel) => (channel.nsfw = false))
    expect((await open()).text).toContain('nothing to see')
  })

  it('leaves out what is deleted by its owner or a moderator, and who is blocked', async () => {
    const own = await draw('deleted by Ben', { seed: 1 })
    const moderated = await draw('deleted by Ada', { seed: 2 })
    await draw('it stays', { seed: 3 })
    await deleteFor(own)
    await deleteFor(moderated.as(person('Ada')))
    await bot.until('both to go', async () => !(await open()).text.includes('deleted by'))
    expect((await open()).text).toContain('it stays')
    expect((await open({ show: 'mine' }, ben())).text).toContain('deleted by Ada')
    await settings.set('guild', guild(), 'blockedPeople', [ben().id])
    expect((await open()).text).toContain('nothing to see')
  })

  it('covers what a spoiler hides', async () => {
    await draw('a surprise', { spoiler: true })
    const shown = await open()
    expect(JSON.stringify(shown.raw.components)).toContain('"spoiler":true')
    expect(shown.raw.attachments).toHaveLength(1)
  })
})

describe('a star', () => {
  it('counts once a person, not for one’s own, and can be taken back', async () => {
    const message = await draw('a fox')
    expect(labelOf(message)).toBe('Star')
    await star(message)
    await bot.until('the label', () => labelOf(message) === '1')
    await star(message, person('Ada'))
    await bot.until('the label', () => labelOf(message) === '2')
    expect((await (await star(message, ben())).until(isRefused)).text).toContain('Stars are for the pictures of others')
    expect(message.now()?.raw.attachments).toHaveLength(message.raw.attachments.length)
    expect((await open({ show: 'best' })).text).toContain('⭐ 2')
    await new Promise((resolve) => setTimeout(resolve, 1_600))
    await star(message)
    await bot.until('the label', () => labelOf(message) === '1')
    expect((await message.now()?.press('Again'))?.failure).toBeNull()
  })

  it('is not offered where nobody else sees the picture', async () => {
    expect(starOf(await draw('a secret', { private: true }))).toBe('')
    expect(starOf(await draw('by mail', {}, ben(), 'DM'))).toBe('')
  })
})
