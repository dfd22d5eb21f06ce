import { describe, expect, it } from 'vitest'
import { form } from '#src/discord/forms/form.ts'
import { readSetting } from '#src/discord/settings/read-form.ts'
import { settingFields } from '#src/discord/settings/setting-form.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { settingNames } from '#src/settings/registry.ts'

const messages = messagesIn('en-US')

describe('the form of a setting', () => {
  it.each(settingNames)('of %s has no menu without choices where this machine knows no model', (name) => {
    const fields = settingFields({ name, ofRole: false, own: undefined, models: [] }, messages)
    const { components } = form({ action: 'x', job: 'y', title: 'z', fields })
    expect(JSON.stringify(components)).not.toContain('"options":[]')
  })

  it('takes the typed name of a model of another machine, and shows it again', () => {
    const filled = { name: 'model', ofRole: false, own: undefined, environment: undefined } as const
    expect(readSetting({ ...filled, texts: { value: ' floyd ' }, chosen: {} }, messages)).toBe('floyd')
    expect(readSetting({ ...filled, texts: {}, chosen: {} }, messages)).toBeUndefined()
    expect(readSetting({ ...filled, texts: {}, chosen: { value: ['duckling'] } }, messages)).toBe('duckling')
    const [field] = settingFields({ name: 'model', ofRole: false, own: 'floyd', models: [] }, messages)
    expect(field).toMatchObject({ kind: 'text', value: 'floyd' })
  })
})
