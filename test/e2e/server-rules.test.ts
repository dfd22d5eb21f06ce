import { Locale } from 'discord.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSettings, type Settings } from '#src/settings/settings.ts'
import type { TestMessage } from 'local-discord/testing'
import { galleryVisit, isRefused } from '../harness/gallery-visit.ts'
import { startBot, type TestBot } from '../harness/start-bot.ts'

let bot: TestBot
let settings: Settings
beforeEach(async () => {
  bot = await startBot()
  settings = createSettings({ store: bot.store })
})
afterEach(() => bot.stop())
const { person, ben, chidi, guild, draw, open } = galleryVisit(() => bot)
const isHidden = (message: TestMessage): boolean => JSON.stringify(message.raw.components).includes('"spoiler":true')

describe('what a server requires', () => {
  it('private, whatever people ask for, until it is no longer required', async () => {
    await settings.set('guild', guild(), 'enforced', ['private'])
    await settings.set('person', ben().id, 'private', false)
    const message = await draw('a fox', { private: false })
    expect(message.ephemeral).toBe(true)
    const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
    const shown = await ben().slash('/show', { id: job?.id ?? '', private: false })
    expect((await shown.until(({ text }) => text.includes('a fox'))).ephemeral).toBe(true)
    expect(chidi().in('#pictures').messages()).toEqual([])
    expect((await open()).text).toContain('nothing to see')
    await settings.set('guild', guild(), 'enforced', undefined)
    expect((await draw('an owl')).ephemeral).toBe(false)
  })

  it('a spoiler, in one channel only', async () => {
    await settings.set('channel', bot.discord.channel('pictures').id, 'enforced', ['spoiler'])
    await settings.set('person', ben().id, 'spoiler', false)
    expect(isHidden(await draw('a fox', { spoiler: false }))).toBe(true)
    const elsewhere = await draw('an owl', {}, ben(), '#playground')
    expect(isHidden(elsewhere)).toBe(false)
    const [job] = await bot.store.jobs.ofPerson(ben().id, 1)
    const shown = await ben()
      .in('#pictures')
      .slash('/show', { id: job?.id ?? '', private: false })
    const message = await shown.until(({ text }) => text.includes('an owl'))
    expect(isHidden(message)).toBe(true)
    const listed = await open({ word: 'owl' })
    expect(listed.text).not.toContain('a fox')
    expect(isHidden(listed)).toBe(true)
    expect(isHidden(await open({ word: 'owl' }, chidi(), '#playground'))).toBe(false)
  })

  it('is set on the panel', async () => {
    const panel = await (await person('Ada').slash('/settings')).until(({ text }) => text.includes('Settings of'))
    const page = await (
      await panel.select('Go to another page', ['answers'])
    ).until(({ text }) => text.includes('Answers'))
    const { modal } = await page.select('Change a setting', ['enforced'])
    const changed = await (
      await modal.fill({ value: ['private', 'spoiler'] }).submit()
    ).until(({ text }) => text.includes('✅'))
    expect(changed.text).toContain('**Cannot be turned off:** Private, Spoiler · *from the server*')
  })
})

describe('the language of a server', () => {
  beforeEach(() => settings.set('guild', guild(), 'language', 'de'))

  it('is what everybody reads; what one person reads follows their app', async () => {
    const message = await (
      await ben().slash('/generate', { prompt: 'a fox', size: 64 })
    ).until(({ buttons }) => buttons.includes('Löschen'))
    expect(message.buttons).toEqual(expect.arrayContaining(['Stern', 'Nochmal']))
    const secret = await draw('a secret', { private: true })
    expect(secret.buttons).toContain('Again')
    await (await message.as(chidi()).press('Stern')).acknowledged()
    expect((await open()).text).toContain('Everybody’s')
    chidi().setLocale(Locale.French)
    const reply = await chidi().slash('/gallery')
    expect((await reply.until(({ text }) => text.includes('🖼️'))).text).toContain('De tous')
  })

  it('is that of the star channel, of challenges and of the log of moderators', async () => {
    const channel = bot.discord.channel('playground').id
    await settings.set('guild', guild(), 'starChannel', channel)
    await settings.set('guild', guild(), 'starsNeeded', 1)
    const message = await (
      await ben().slash('/generate', { prompt: 'a fox', size: 64 })
    ).until(({ buttons }) => buttons.includes('Löschen'))
    await (await message.as(chidi()).press('Stern')).acknowledged()
    const posts = () => bot.discord.messages('#playground').map(({ text }) => text)
    await bot.until('the post', () => posts().some((text) => text.includes('von <@')), 30)
    await settings.set('guild', guild(), 'logChannel', channel)
    await draw('a secret', { private: true })
    await bot.until('the entry', () => posts().some((text) => text.includes('hat in')), 30)
  })

  it('has refusals in the language of the person', async () => {
    await settings.set('guild', guild(), 'modes', ['anagram'])
    await settings.set('guild', guild(), 'limits', { everyone: { pixels: 4096 }, roles: {} })
    ben().setLocale(Locale.Japanese)
    const mode = await (await ben().slash('/generate', { prompt: 'a fox' })).until(isRefused)
    expect(mode.text).toContain('`/生成` はここでは使えません。使えるのは `/アナグラム` です。')
    await settings.set('guild', guild(), 'modes', undefined)
    const size = await (await ben().slash('/generate', { prompt: 'a fox', size: 256 })).until(isRefused)
    expect(size.text).toContain('`サイズ` を 64 に')
  })
})
