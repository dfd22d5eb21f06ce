import type { Messages } from '#src/messages/messages.ts'
import type { SettingWords } from '#src/messages/settings.ts'
import { type LimitName, limitRanges, type RoleLimits, roleLimits } from '#src/settings/limits.ts'
import { type SettingName, settingOf } from '#src/settings/registry.ts'
import { maxPicked } from '#src/settings/setting.ts'
import { fields } from '#src/requests/fields.ts'
import type { Field } from '../forms/form.ts'
import { plainValue } from './plain-value.ts'

/** The facts that a setting's form shows when it opens. */
export interface FormFacts {
  readonly name: SettingName
  /** The quotas of one role instead of everyone's. */
  readonly ofRole: boolean
  /** The target's own value, or undefined if it has none. */
  readonly own: unknown
  /** The typed values of a refused form, by field. They take precedence over the set value. */
  readonly typed?: Readonly<Record<string, string>>
  /** The models that this machine knows. */
  readonly models: readonly string[]
}

/** The field that holds the value of every setting but the quotas. */
export const valueField = 'value'

const pickers = {
  channel: { of: 'channel', maxPicked: 1 },
  channels: { of: 'channel', maxPicked },
  role: { of: 'role', maxPicked: 1 },
  roles: { of: 'role', maxPicked },
  people: { of: 'person', maxPicked },
} as const

/** The fields that ask for a setting. */
export function settingFields(facts: FormFacts, messages: Messages): readonly Field[] {
  const { name, own, typed = {}, models } = facts
  const { input } = settingOf(name)
  if (input.kind === 'limits') return limitFields(facts, messages)
  const named: SettingWords = messages.settingWords[name]
  const field = { id: valueField, label: named.label, hint: named.hint }
  const label = (value: unknown) =>
    named.values?.[String(value)] ?? messages.commandNames[String(value)] ?? String(value)
  switch (input.kind) {
    case 'choice':
      return [
        {
          ...field,
          kind: 'choice',
          choices: input.choices.map((one) => ({ label: label(one), value: String(one) })),
          value: plainValue(own),
        },
      ]
    case 'model':
      // The models may all be on other machines. Discord refuses a menu without choices.
      if (models.length === 0)
        return [
          { ...field, kind: 'text', maxLength: fields.model.maxLength, value: typed[valueField] ?? plainValue(own) },
        ]
      return [
        {
          ...field,
          kind: 'choice',
          choices: models.slice(0, 25).map((one) => ({ label: one, value: one })),
          value: plainValue(own),
        },
      ]
    case 'choices':
      return [
        {
          ...field,
          kind: 'choices',
          choices: input.choices.map((one) => ({ label: label(one), value: one })),
          values: [own ?? []].flat().map(String),
        },
      ]
    case 'text': {
      const value = typed[valueField] ?? (own === undefined ? '' : (input.write?.(own) ?? plainValue(own)))
      return [{ ...field, kind: 'text', maxLength: input.maxLength, long: input.long === true, value }]
    }
    default:
      return [
        { ...field, kind: 'pick', ...pickers[input.kind], values: own === undefined ? [] : [own].flat().map(String) },
      ]
  }
}

const limitNames = ['picturesPerDay', 'cooldownSeconds', 'pixels', 'steps'] as const satisfies readonly LimitName[]

const noLimits: RoleLimits = { everyone: {}, roles: {} }

/** The limits that a guild has set. */
export const limitsSet = (own: unknown): RoleLimits => (own === undefined ? noLimits : roleLimits.parse(own))

function limitFields({ ofRole, own, typed = {} }: FormFacts, { settingsPanel: words }: Messages): readonly Field[] {
  const { everyone } = limitsSet(own)
  const shown = (name: LimitName) => typed[name] ?? (ofRole ? '' : String(everyone[name] ?? ''))
  return [
    ...(ofRole
      ? [
          {
            kind: 'pick',
            id: 'role',
            label: words.role,
            hint: words.roleHint,
            of: 'role',
            maxPicked: 1,
            values: [typed['role'] ?? []].flat(),
          } as const,
        ]
      : []),
    ...limitNames.map((name): Field => {
      const { min, max } = limitRanges[name]
      const hint = name === 'pixels' ? words.pixelsHint : `${min} – ${max}`
      return { kind: 'text', id: name, label: words[name], hint, maxLength: 10, value: shown(name) }
    }),
  ]
}
