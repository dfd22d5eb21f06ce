import { describe, expect, it } from 'vitest'
import { messagesIn } from '#src/messages/languages.ts'
import { settingOrigins, settingPageWords, type SettingWords } from '#src/messages/settings.ts'
import { limitsFor } from '#src/settings/limits.ts'
import { settingNames, settingOf } from '#src/settings/registry.ts'
import { createSettings } from '#src/settings/settings.ts'
import { scratchStore } from '../store/scratch.ts'

const { settingWords } = messagesIn('en-US')
const place = { guildId: 'g', channelId: 'c', personId: 'p' }

async function scratch(environment = {}) {
  const { store, dataDir } = await scratchStore()
  return { settings: createSettings({ store, environment }), store, dataDir }
}

describe('the value of a setting at a place', () => {
  it('is the most specific one, with its origin', async () => {
    const { settings } = await scratch({ model: 'duckling' })
    const size = async () => (await settings.at(place)).of('size')
    expect((await settings.at(place)).of('model')).toEqual({ value: 'duckling', from: 'environment' })
    expect(await size()).toEqual({ value: undefined, from: 'default' })
    await settings.set('guild', 'g', 'size', 256)
    expect(await size()).toEqual({ value: 256, from: 'guild' })
    await settings.set('channel', 'c', 'size', 64)
    expect(await size()).toEqual({ value: 64, from: 'channel' })
    await settings.set('person', 'p', 'size', 256)
    expect(await size()).toEqual({ value: 256, from: 'person' })
    await settings.set('person', 'p', 'size', undefined)
    await settings.set('channel', 'c', 'size', undefined)
    expect(await size()).toEqual({ value: 256, from: 'guild' })
    expect((await settings.at({ ...place, guildId: 'other' })).value('size')).toBeUndefined()
    expect((await settings.at(place)).of('starsNeeded')).toEqual({ value: 3, from: 'default' })
  })

  it('survives a restart', async () => {
    const { settings, store } = await scratch()
    await settings.set('guild', 'g', 'private', true)
    expect((await createSettings({ store }).at(place)).of('private')).toEqual({ value: true, from: 'guild' })
  })

  it('skips a value that this version cannot read', async () => {
    const { settings, store } = await scratch()
    await store.settings.set('guild', 'g', 'size', 128)
    expect((await settings.at(place)).of('size')).toEqual({ value: undefined, from: 'default' })
  })

  it('skips a scope that the setting does not have', async () => {
    const { settings, store } = await scratch()
    await store.settings.set('person', 'p', 'retentionDays', 9)
    expect((await settings.at(place)).of('retentionDays')).toEqual({ value: 0, from: 'default' })
    await expect(settings.set('person', 'p', 'retentionDays', 9)).rejects.toThrow('no scope')
  })
})

it('a value is checked before it is written', async () => {
  const { settings } = await scratch()
  await expect(settings.set('guild', 'g', 'guidance', 31)).rejects.toThrow('from 0 to 30')
})

it('a setting can be read for every guild at once', async () => {
  const { settings } = await scratch()
  await settings.set('guild', 'a', 'retentionDays', 7)
  await settings.set('guild', 'b', 'retentionDays', 0)
  expect(await settings.everywhere('guild', 'retentionDays')).toEqual(
    new Map([
      ['a', 7],
      ['b', 0],
    ]),
  )
})

describe('limits by role', () => {
  const everyone = { picturesPerDay: 5, cooldownSeconds: 60, pixels: 4096 }
  const roles = {
    patron: { picturesPerDay: 50, cooldownSeconds: 5 },
    helper: { picturesPerDay: 20, cooldownSeconds: 0 },
    muted: { picturesPerDay: 0 },
  }

  it('are the general ones for a person without any of the roles', () => {
    expect(limitsFor({ everyone, roles }, ['other'])).toEqual(everyone)
  })

  it('are replaced by those of a role, even if they are stricter', () => {
    expect(limitsFor({ everyone, roles }, ['muted'])).toEqual({ ...everyone, picturesPerDay: 0 })
  })

  it('are the most generous of several roles', () => {
    expect(limitsFor({ everyone, roles }, ['patron', 'helper'])).toEqual({
      picturesPerDay: 50,
      cooldownSeconds: 0,
      pixels: 4096,
    })
  })
})

describe('the words', () => {
  it('fit into the labels and hints of forms, and are unique', () => {
    for (const name of settingNames) {
      const { label, hint } = settingWords[name]
      expect(label.length, name).toBeLessThanOrEqual(45)
      expect(hint.length, name).toBeLessThanOrEqual(100)
    }
    const labels = settingNames.map((name) => settingWords[name].label)
    expect(new Set(labels).size).toBe(labels.length)
  })

  it('name every page and origin', () => {
    for (const name of settingNames) expect(settingPageWords[settingOf(name).page]).toBeTruthy()
    expect(Object.values(settingOrigins)).not.toContain('')
  })

  it('name every value of a menu that is not a word by itself', () => {
    for (const name of settingNames) {
      const { input } = settingOf(name)
      if (input.kind !== 'choice') continue
      const words: SettingWords = settingWords[name]
      for (const choice of input.choices) expect(words.values?.[String(choice)], name).toBeTruthy()
    }
  })
})
