import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownChallenge } from '#src/messages/challenges.ts'
import { createSettings, type Settings } from '#src/settings/settings.ts'
import type { TestMessage } from 'local-discord/testing'
import { startBot, type TestBot } from '../harness/start-bot.ts'

let bot: TestBot
let settings: Settings
beforeEach(async () => {
  bot = await startBot()
  settings = createSettings({ store: bot.store })
})
afterEach(() => bot.stop())

const isDone = (message: TestMessage): boolean => message.buttons.includes('Delete')
const isRefused = ({ text }: TestMessage): boolean => text.includes('⚠️')
const person = (name: string) => bot.discord.person(name)
const ben = () => person('Ben')
const guild = () => bot.discord.channel('pictures').guildId ?? ''
const logged = () => bot.discord.messages('#playground').map(({ text }) => text)
const done = async (prompt: string, options = {}) =>
  (await ben().slash('/generate', { prompt, ...options })).until(isDone)
const refusal = async (prompt: string, options = {}) => {
  const said = await (await ben().slash('/generate', { prompt, ...options })).until(isRefused)
  expect(said.ephemeral).toBe(true)
  return said.text
}

describe('what a server does not allow', () => {
  it('blocked words are refused kindly, without repeating them, and nobody else sees it', async () => {
    await settings.set('guild', guild(), 'blockedWords', ['wombat', '*fox*'])
    await settings.set('guild', guild(), 'allowedWords', ['foxglove'])
    for (const prompt of ['a wombat', 'a w.0.m.b.а.t', 'two f\u200boxes']) {
      const said = await refusal(prompt)
      expect(said).toContain('gladly')
      expect(said).not.toMatch(/wombat|fox/i)
    }
    expect(await refusal('a hare', { negative: 'wombat' })).toContain('gladly')
    const hybrid = await ben().slash('/hybrid', { first: 'a hare', second: 'a wombat' })
    expect((await hybrid.until(isRefused)).text).toContain('gladly')
    const compared = await ben().slash('/compare', { prompt: 'a hare', setting: 'prompt', values: 'a hare | a wombat' })
    expect((await compared.until(isRefused)).text).toContain('gladly')
    expect(person('Chidi').in('#pictures').messages()).toEqual([])
    await done('a foxglove')
  })

  it('holds for rerolls and for words of one’s own preferences', async () => {
    const message = await done('a wombat')
    await settings.set('guild', guild(), 'blockedWords', ['wombat'])
    expect((await (await message.press('Again')).until(isRefused)).text).toContain('gladly')
    await settings.set('person', ben().id, 'style', 'a wombat of')
    expect(await refusal('a hare')).toContain('gladly')
  })

  it('people, roles, channels and modes', async () => {
    await settings.set('guild', guild(), 'blockedPeople', [ben().id])
    expect(await refusal('a hare')).toContain('not open to you')
    await settings.set('guild', guild(), 'blockedPeople', undefined)
    await settings.set('guild', guild(), 'channels', [bot.discord.channel('challenges').id])
    expect(await refusal('a hare')).toContain(`<#${bot.discord.channel('challenges').id}>`)
    await (await ben().in('#challenges').slash('/generate', { prompt: 'a hare' })).until(isDone)
    await settings.set('guild', guild(), 'channels', undefined)
    await settings.set('channel', bot.discord.channel('pictures').id, 'modes', ['anagram'])
    expect(await refusal('a hare')).toContain('You can use `/anagram`')
    await settings.set('channel', bot.discord.channel('pictures').id, 'modes', undefined)
    const [, , role = ''] = bot.discord.local.context.world.guilds.get(guild())?.roles.keys() ?? []
    await settings.set('guild', guild(), 'blockedRoles', [role])
    await done('a hare')
    const blocked = await person('Ada').slash('/generate', { prompt: 'a hare' })
    expect((await blocked.until(isRefused)).text).toContain('not open to you')
  })

  it('age-restricted channels have a rule of their own', async () => {
    await settings.set('guild', guild(), 'blockedWords', ['wombat'])
    await settings.set('guild', guild(), 'ageRestricted', 'only')
    expect(await refusal('a hare')).toContain('only in age-restricted')
    bot.discord.channel('pictures').nsfw = true
    await bot.kill()
    await bot.restart()
    await done('a hare')
    expect(await refusal('a wombat')).toContain('gladly')
    await settings.set('guild', guild(), 'ageRestricted', 'relaxed')
    await done('a wombat')
    await settings.set('guild', guild(), 'ageRestricted', 'never')
    expect(await refusal('a hare')).toContain('not open in age-restricted')
  })

  it('no rule of a server holds in direct messages, but for what is brought from there', async () => {
    await settings.set('guild', guild(), 'blockedWords', ['wombat'])
    await settings.set('guild', guild(), 'blockedPeople', [ben().id])
    await (await ben().in('DM').slash('/generate', { prompt: 'a wombat' })).until(isDone)
    const [{ id } = { id: '' }] = await bot.store.jobs.ofPerson(ben().id, 1)
    const show = (hidden: boolean) => ben().slash('/show', { id, private: hidden })
    expect((await (await show(false)).until(isRefused)).text).toContain('not open to you')
    await settings.set('guild', guild(), 'blockedPeople', undefined)
    expect((await (await show(false)).until(isRefused)).text).toContain('gladly')
    await (await show(true)).until(isDone)

    const challenge = { theme: 'Marsupials', entries: '3d', votes: '1d' }
    const announced = await person('Ada').in('#challenges').slash('/challenge start', challenge)
    await announced.until(({ loading }) => !loading)
    const invitation = bot.discord.messages('#challenges').find(({ buttons }) => buttons.includes('Enter'))
    if (invitation === undefined) throw new Error('there is no invitation')
    const choice = await (await invitation.as(ben()).press('Enter')).until(({ loading }) => !loading)
    const refused = await choice.select(ownChallenge.choose, [`${id}.0`])
    expect((await refused.until(isRefused)).text).toContain('gladly')
    expect(await bot.store.challenges.unfinished()).toHaveLength(1)
    expect(bot.discord.messages('#challenges').some(({ text }) => text.includes('wombat'))).toBe(false)
  })
})

describe('quotas', () => {
  it('limit the pictures of a day, also of commands at the same moment', async () => {
    await settings.set('guild', guild(), 'limits', { everyone: { picturesPerDay: 3 }, roles: {} })
    bot.engine.hold(0)
    const asked = Array.from({ length: 5 }, () => ben().in('#pictures').start('/generate', { prompt: 'a hare' }))
    await bot.until('all to be answered', async () => {
      const refusals = ben().in('#pictures').messages().filter(isRefused)
      return refusals.length === 2 && (await bot.store.charges.usage(ben().id, guild())).used === 3
    })
    bot.engine.release()
    expect(asked).toHaveLength(5)
    await bot.until('three pictures', () => ben().in('#pictures').messages().filter(isDone).length === 3)
    expect(await refusal('one more')).toContain('You have used all of your 3 pictures of today')
    const quota = await (await ben().slash('/quota')).until(({ text }) => text.includes('quota'))
    expect(quota.text).toContain('Pictures today: **3** of **3**')
    await (await person('Chidi').slash('/generate', { prompt: 'a hare' })).until(isDone)
  })

  it('are given back when a picture is cancelled', async () => {
    await settings.set('guild', guild(), 'limits', { everyone: { picturesPerDay: 1 }, roles: {} })
    bot.engine.hold(0)
    const reply = await ben().slash('/generate', { prompt: 'a hare' })
    const running = await reply.until(({ buttons }) => buttons.includes('Cancel'))
    expect(await refusal('another')).toContain('You have used all')
    await running.press('Cancel')
    await reply.until(({ text }) => text.includes('Cancelled'))
    bot.engine.release()
    await done('another')
  })

  it('are given back when a picture fails, and charged when it is done, also over a restart', async () => {
    await settings.set('guild', guild(), 'limits', { everyone: { picturesPerDay: 1 }, roles: {} })
    bot.engine.failWith(new Error('the device is lost'))
    const failed = await ben().slash('/generate', { prompt: 'a hare' })
    await failed.until(({ buttons }) => buttons.includes('Again'))
    expect(await bot.store.charges.usage(ben().id, guild())).toMatchObject({ used: 0, reserved: 0 })
    bot.engine.failWith(undefined)
    await done('another')
    await bot.kill()
    await bot.restart()
    expect(await bot.store.charges.usage(ben().id, guild())).toMatchObject({ used: 1, reserved: 0 })
    expect(await refusal('one more')).toContain('You have used all')
  })

  it('depend on roles', async () => {
    const [, , role = ''] = bot.discord.local.context.world.guilds.get(guild())?.roles.keys() ?? []
    await settings.set('guild', guild(), 'limits', {
      everyone: { picturesPerDay: 0 },
      roles: { [role]: { picturesPerDay: 2 } },
    })
    expect(await refusal('a hare')).toContain('not open to you')
    await (await person('Ada').slash('/generate', { prompt: 'a hare' })).until(isDone)
  })

  it('limit sizes and steps; what is left open fits by itself', async () => {
    await settings.set('guild', guild(), 'limits', { everyone: { pixels: 4096, steps: 40 }, roles: {} })
    expect(await refusal('a hare', { size: 256 })).toContain('larger than you may draw')
    expect(await refusal('a hare', { size: 64, steps: 41 })).toContain('41 steps, and you may use 40')
    await done('a hare', { steps: 40 })
    const quota = await (await ben().slash('/quota')).until(({ text }) => text.includes('quota'))
    expect(quota.text).toContain('without a limit')
    expect(quota.text).toContain('**4096** pixels')
  })

  it('make people pause', async () => {
    await settings.set('guild', guild(), 'limits', { everyone: { cooldownSeconds: 3600 }, roles: {} })
    await done('a hare')
    expect(await refusal('another')).toMatch(/you can draw again <t:\d+:R>/)
  })
})

describe('the log of moderators', () => {
  it('says who asked for what, what was refused and what was deleted, with links', async () => {
    await settings.set('guild', guild(), 'logChannel', bot.discord.channel('playground').id)
    await settings.set('guild', guild(), 'blockedWords', ['wombat'])
    const message = await done('a hare')
    await bot.until('the entry', () => logged().some((text) => text.includes('a hare')))
    expect(logged().at(-1)).toContain(`<@${ben().id}> asked in <#${message.channelId}>: ||a hare||`)
    expect(logged().at(-1)).toContain(`https://discord.com/channels/${guild()}/${message.channelId}/${message.id}`)
    await refusal('a wombat')
    await bot.until('the refusal', () => logged().some((text) => text.includes('word-blocked: wombat')))
    const { modal } = await message.as(person('Ada')).press('Delete')
    await modal.submit()
    await bot.until('the deletion', () => logged().some((text) => text.includes('deleted a picture')))
    expect(logged().at(-1)).toContain(`<@${person('Ada').id}> deleted a picture of <@${ben().id}>`)
    await done('a secret hare', { private: true })
    await bot.until('the private one', () => logged().some((text) => text.includes('for them alone')))
  })

  it('goes on after a restart', async () => {
    await settings.set('guild', guild(), 'logChannel', bot.discord.channel('playground').id)
    bot.engine.hold(0)
    await ben().slash('/generate', { prompt: 'a hare' })
    await bot.until('it to run', () => bot.engine.running === 1)
    await bot.kill()
    expect(logged()).toEqual([])
    await bot.restart()
    await bot.until('the entry', () => logged().some((text) => text.includes('a hare')))
    await bot.until('nothing to be left to tell', async () => (await bot.store.logEntries.pending()).length === 0)
  })

  it('a role may moderate', async () => {
    const [, , role = ''] = bot.discord.local.context.world.guilds.get(guild())?.roles.keys() ?? []
    const message = await done('a hare')
    const chidi = person('Chidi')
    const refused = await message.as(chidi).press('Delete')
    expect((await refused.until(isRefused)).text).toContain('Only the person who asked')
    const member = bot.discord.local.context.world.guilds.get(guild())?.members.get(chidi.id)
    if (member !== undefined) member.roles = [role]
    const moderator = bot.discord.local.context.world.guilds.get(guild())?.roles.get(role)
    if (moderator !== undefined) moderator.permissions = '0'
    await settings.set('guild', guild(), 'moderatorRoles', [role])
    expect((await message.as(chidi).press('Delete')).modal.title).toContain('Delete')
  })
})
