import type { Messages } from '#src/messages/messages.ts'
import type { SettingWords } from '#src/messages/settings.ts'
import { type LimitName, type PersonLimits, roleLimits } from '#src/settings/limits.ts'
import { type SettingName, settingOf } from '#src/settings/registry.ts'
import { quote } from '../components/text.ts'
import { plainValue } from './plain-value.ts'

/** Settings that the model or the mode decides if nobody has set them. */
const leftToModel: ReadonlySet<SettingName> = new Set(['model', 'size', 'guidance'])

const mentions = { channel: '<#', channels: '<#', role: '<@&', roles: '<@&', people: '<@' } as const

/** A setting's value in words. */
export function valueWords(name: SettingName, value: unknown, messages: Messages): string {
  const { settingsPanel: words } = messages
  const { input } = settingOf(name)
  const named: SettingWords = messages.settingWords[name]
  if (name === 'retentionDays') return value === 0 ? words.forever : words.days(Number(value))
  if (value === undefined)
    return named.unset ?? (name === 'channels' ? words.everywhere : leftToModel.has(name) ? words.open : words.none)
  switch (input.kind) {
    case 'limits':
      return limitsWords(roleLimits.parse(value), messages)
    case 'choice':
      return named.values?.[plainValue(value)] ?? plainValue(value)
    case 'choices':
      return named.values === undefined && [value].flat().length === input.choices.length
        ? words.all
        : [value]
            .flat()
            .map((one) => named.values?.[plainValue(one)] ?? messages.commandNames[plainValue(one)] ?? plainValue(one))
            .join(', ')
    case 'channel':
    case 'channels':
    case 'role':
    case 'roles':
    case 'people':
      return [value]
        .flat()
        .map((id) => `${mentions[input.kind]}${plainValue(id)}>`)
        .join(', ')
    case 'text':
      if (Array.isArray(value)) return words.lines(value.length)
      return typeof value === 'number' ? plainValue(value) : quote(plainValue(value), 200)
    case 'model':
      return quote(plainValue(value), 100)
    default:
      return input satisfies never
  }
}

const limitNames = ['picturesPerDay', 'cooldownSeconds', 'pixels', 'steps'] as const satisfies readonly LimitName[]

function limitsWords({ everyone, roles }: ReturnType<typeof roleLimits.parse>, messages: Messages): string {
  const { settingsPanel: words } = messages
  const lines = [
    { who: words.everyone, limits: everyone },
    ...Object.entries(roles).map(([id, limits]) => ({ who: `<@&${id}>`, limits })),
  ]
  return lines.map(({ who, limits }) => words.limits({ who, list: limitWords(limits, messages) })).join('; ')
}

function limitWords(limits: PersonLimits, { settingsPanel: words }: Messages): string {
  const given = limitNames.flatMap((name) => (limits[name] === undefined ? [] : [`${words[name]} ${limits[name]}`]))
  return given.length === 0 ? words.noLimit : given.join(', ')
}
