import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settingPageWords } from '#src/messages/settings.ts'
import type { SettingPage } from '#src/settings/setting.ts'
import type { TestMessage } from 'local-discord/testing'
import { startBot, type TestBot } from '../harness/start-bot.ts'

let bot: TestBot
beforeEach(async () => {
  bot = await startBot()
})
afterEach(() => bot.stop())

const ada = () => bot.discord.person('Ada')
const guild = () => bot.discord.channel('pictures').guildId ?? ''
const channel = () => bot.discord.channel('challenges').id
const roleId = () => [...(bot.discord.local.context.world.guilds.get(guild())?.roles.keys() ?? [])][2] ?? ''

/** Milliseconds for which the same choice counts as a double click. */
const doubleClick = 1_600

const isPanel = ({ text }: TestMessage): boolean => text.includes('Settings of') || text.includes('preferences')
const open = async (options = {}) => (await ada().slash('/settings', options)).until(isPanel)

/** Goes to a page, opens a setting's form, fills it in, and returns the panel as it is then. */
async function set(
  panel: TestMessage,
  page: SettingPage,
  setting: string,
  values: Record<string, string | readonly string[]>,
) {
  const isThere = panel.text.includes(`### ${settingPageWords[page]}`)
  const turned = isThere ? panel : await (await panel.select('Go to another page', [page])).until(isPanel)
  const { modal } = await turned.select('Change a setting', [setting])
  return (await modal.fill(values).submit()).until(({ text }) => text.includes('✅') || text.includes('⚠️'))
}

describe('the panel', () => {
  it('shows each value and where it comes from, and changes it', async () => {
    const panel = await open()
    expect(panel.ephemeral).toBe(true)
    expect(panel.text).toContain('**Size:** left to the model · *default*')
    const changed = await set(panel, 'drawing', 'size', { value: ['64'] })
    expect(changed.text).toContain('**Size** is saved')
    expect(changed.text).toContain('**Size:** 64 px · *from the server*')
    expect(await bot.store.settings.get('guild', guild())).toEqual({ size: 64 })
    await sleep(doubleClick)
    const reset = await set(changed, 'drawing', 'size', { value: [] })
    expect(reset.text).toContain('nothing is set here')
    expect(await bot.store.settings.get('guild', guild())).toEqual({})
  })

  it('says what holds where no language is chosen', async () => {
    const panel = await open()
    const answers = await (await panel.select('Go to another page', ['answers'])).until(isPanel)
    expect(answers.text).toContain('**Language:** the server’s · *default*')
  })

  it('shows a channel with the values of the server until it has its own', async () => {
    const panel = await set(await open(), 'drawing', 'style', { value: 'a woodcut of' })
    const there = await (
      await panel.select('Settings of one channel', [channel()])
    ).until(({ text }) => text.includes(channel()))
    expect(there.text).toContain('**Style:** a woodcut of · *from the server*')
    const own = await set(there, 'drawing', 'style', { value: 'an etching of' })
    expect(own.text).toContain('**Style:** an etching of · *from the channel*')
    expect(await bot.store.settings.get('channel', channel())).toEqual({ style: 'an etching of' })
    const back = await (
      await own.select('Settings of one channel', [])
    ).until(({ text }) => text.includes('this server'))
    expect(back.text).toContain('a woodcut of')
    expect((await open({ channel: { id: channel() } })).text).toContain('an etching of')
  })

  it.each([
    ['drawing', 'model', { value: ['duckling'] }, 'duckling'],
    ['drawing', 'guidance', { value: '4.5' }, '4.5'],
    ['drawing', 'modes', { value: ['generate', 'anagram'] }, 'generate, anagram'],
    ['answers', 'private', { value: ['true'] }, 'Yes'],
    ['answers', 'spoiler', { value: ['true'] }, 'Yes'],
    ['answers', 'steps', { value: ['false'] }, 'No'],
    ['answers', 'language', { value: ['de'] }, 'Deutsch'],
    ['limits', 'retentionDays', { value: '7' }, '7 days'],
    ['words', 'blockedWords', { value: 'wombat\n*fox*\n/(a+)+/' }, '3 lines'],
    ['words', 'allowedWords', { value: 'foxglove' }, '1 line'],
    ['words', 'ageRestricted', { value: ['only'] }, 'Drawing only there'],
    ['community', 'starsNeeded', { value: '5' }, '5'],
  ] as const)('sets %s: %s', async (page, name, values, shown) => {
    const changed = await set(await open(), page, name, values)
    expect(changed.text).toContain(`${shown} · *from the server*`)
  })

  it('sets channels, roles and people with Discord’s own pickers', async () => {
    let panel = await set(await open(), 'moderation', 'logChannel', { value: [channel()] })
    expect(panel.text).toContain(`**Log channel:** <#${channel()}> · *from the server*`)
    panel = await set(panel, 'moderation', 'blockedPeople', { value: [bot.discord.person('Ben').id] })
    expect(panel.text).toContain(`<@${bot.discord.person('Ben').id}>`)
    panel = await set(panel, 'moderation', 'moderatorRoles', { value: [roleId()] })
    expect(panel.text).toContain(`<@&${roleId()}>`)
    panel = await set(panel, 'drawing', 'channels', { value: [channel()] })
    expect(panel.text).toContain(`**Channels:** <#${channel()}>`)
  })

  it('sets quotas of everyone and of a role, and removes them', async () => {
    let panel = await set(await open(), 'limits', 'limits', { 'Pictures a day': '5', 'Pause in seconds': '30' })
    expect(panel.text).toContain('everyone: Pictures a day 5, Pause in seconds 30 · *from the server*')
    panel = await set(panel, 'limits', 'limits:role', { Role: [roleId()], 'Pictures a day': '50' })
    expect(panel.text).toContain(`<@&${roleId()}>: Pictures a day 50`)
    expect(panel.text).toContain('everyone: Pictures a day 5')
    await sleep(doubleClick)
    panel = await set(panel, 'limits', 'limits:role', { Role: [roleId()] })
    expect(panel.text).not.toContain(roleId())
    panel = await set(panel, 'limits', 'limits', { 'Pictures a day': '', 'Pause in seconds': '' })
    expect(await bot.store.settings.get('guild', guild())).toEqual({})
  })
})

describe('a wrong value', () => {
  it.each([
    ['drawing', 'guidance', { value: '31' }, 'must be a number from 0 to 30; you gave 31'],
    ['drawing', 'guidance', { value: 'a lot' }, 'must be a number from 0 to 30; you gave "a lot"'],
    ['limits', 'retentionDays', { value: '-1' }, 'must be a whole number from 0 to 36500'],
    ['limits', 'limits', { 'Pictures a day': 'many' }, '`Pictures a day` must be a whole number from 0 to 10000'],
    ['limits', 'limits', { 'Pixels of a picture': '5' }, 'must be a whole number from 4096'],
    ['limits', 'limits:role', { 'Pictures a day': '5' }, 'Choose the role'],
    ['words', 'blockedWords', { value: 'fine\n/(/' }, 'Line 2 is neither a word nor a pattern.'],
    ['community', 'starsNeeded', { value: '0' }, 'must be a whole number from 1 to 1000'],
  ] as const)('of %s: %s is told in a sentence and changes nothing', async (page, name, values, sentence) => {
    const refused = await set(await open(), page, name, values)
    expect(refused.text).toContain('⚠️')
    expect(refused.text).toContain(sentence)
    expect(await bot.store.settings.get('guild', guild())).toEqual({})
  })

  it('can be corrected where it was typed, even after a restart', async () => {
    const refused = await set(await open(), 'words', 'blockedWords', { value: 'wombat\n/(/' })
    await bot.kill()
    await bot.restart()
    const { modal } = await refused.press('Correct it')
    expect(JSON.stringify(modal.raw)).toContain('wombat\\n/(/')
    const corrected = await (await modal.fill({ value: 'wombat' }).submit()).until(({ text }) => text.includes('✅'))
    expect(corrected.text).toContain('1 line')
    expect(corrected.buttons).not.toContain('Correct it')
  })
})

describe('a list that two moderators edit at once', () => {
  it('keeps both edits: the second is refused, and can be saved after a look at the first', async () => {
    const words = async () => (await bot.store.settings.get('guild', guild()))['blockedWords']
    await set(await open(), 'words', 'blockedWords', { value: 'wombat' })
    const panel = await open()
    const turned = await (await panel.select('Go to another page', ['words'])).until(isPanel)
    const { modal } = await turned.select('Change a setting', ['blockedWords'])
    await sleep(doubleClick)
    await set(await open(), 'words', 'blockedWords', { value: 'wombat\nquokka' })
    const refused = await (
      await modal.fill({ value: 'wombat\nnumbat' }).submit()
    ).until(({ text }) => text.includes('⚠️'))
    expect(refused.text).toContain('Somebody has changed this setting')
    expect(await words()).toEqual(['wombat', 'quokka'])
    const again = await refused.press('Correct it')
    expect(JSON.stringify(again.modal.raw)).toContain('wombat\\nnumbat')
    await (
      await again.modal.fill({ value: 'wombat\nquokka\nnumbat' }).submit()
    ).until(({ text }) => text.includes('✅'))
    expect(await words()).toEqual(['wombat', 'quokka', 'numbat'])
  })
})

describe('who may change what', () => {
  it('is left to people who may manage the server, also in an old panel', async () => {
    await expect(bot.discord.person('Ben').slash('/settings')).rejects.toThrow()
    const panel = await open()
    const member = bot.discord.local.context.world.guilds.get(guild())?.members.get(ada().id)
    if (member !== undefined) member.roles = []
    const refused = await (
      await panel.select('Go to another page', ['limits'])
    ).until(({ text }) => text.includes('⚠️'))
    expect(refused.text).toContain('Only people who may manage this server')
  })

  it('everybody has preferences of their own, in direct messages too', async () => {
    const panel = await (await bot.discord.person('Ben').in('DM').slash('/preferences')).until(isPanel)
    expect(panel.text).not.toContain('Modes')
    const changed = await set(panel, 'answers', 'private', { value: ['true'] })
    expect(changed.text).toContain('**Private:** Yes · *your own*')
    expect(await bot.store.settings.get('person', bot.discord.person('Ben').id)).toEqual({ private: true })
  })

  it('the panel shows pages that fit Discord’s limits in every state', async () => {
    let panel = await open()
    for (const page of ['drawing', 'answers', 'limits', 'words', 'moderation', 'community']) {
      panel = await (await panel.select('Go to another page', [page])).until(isPanel)
      expect(panel.text.length).toBeLessThan(4000)
    }
    expect(bot.discord.violations()).toEqual([])
  })
})
