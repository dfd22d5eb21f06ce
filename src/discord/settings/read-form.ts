import { z } from 'zod'
import { UserError } from '#src/errors.ts'
import type { Messages } from '#src/messages/messages.ts'
import { settingsRefused } from '#src/messages/settings.ts'
import { fill } from '#src/messages/template.ts'
import { numeric } from '#src/requests/numeric.ts'
import { userErrorOf } from '#src/requests/parse-request.ts'
import { type LimitName, personLimits } from '#src/settings/limits.ts'
import { type SettingName, settingOf } from '#src/settings/registry.ts'
import { limitsSet, valueField } from './setting-form.ts'

/** The values of a setting's form. */
export interface FilledForm {
  readonly name: SettingName
  readonly ofRole: boolean
  /** Texts by field. */
  readonly texts: Readonly<Record<string, string>>
  /** Values of menus by field. */
  readonly chosen: Readonly<Record<string, readonly string[]>>
  /** The target's own value. */
  readonly own: unknown
  /** The value from the environment, which holds for the whole bot. */
  readonly environment: unknown
}

/**
 * The value that a form sets, or undefined if it removes the value.
 *
 * @throws UserError `bad-setting`
 */
export function readSetting(filled: FilledForm, messages: Messages): unknown {
  const { name, texts, chosen, environment } = filled
  const { schema, input, upToEnvironment = false } = settingOf(name)
  if (input.kind === 'limits') return readLimits(filled, messages)
  const given = givenValue(input, texts[valueField], chosen[valueField] ?? [])
  if (given === undefined) return undefined
  const label = messages.settingWords[name].label
  const value = checked(z.object({ [label]: schema }), { [label]: given })[label]
  if (upToEnvironment && isAbove(value, environment))
    throw new UserError('bad-setting', fill(settingsRefused.aboveEnvironment, { days: Number(environment) }))
  return value
}

/** What was typed or picked, or undefined for nothing. */
function givenValue(
  input: Exclude<ReturnType<typeof settingOf>['input'], { readonly kind: 'limits' }>,
  text: string | undefined,
  picked: readonly string[],
): unknown {
  switch (input.kind) {
    case 'text':
      return readText(text, input.read)
    case 'choice':
      return input.choices.find((choice) => String(choice) === picked[0])
    case 'model':
      return picked[0] ?? text?.trim()
    case 'channel':
    case 'role':
      return picked[0]
    default:
      return picked.length === 0 ? undefined : picked
  }
}

function readText(text: string | undefined, read: ((text: string) => unknown) | undefined): unknown {
  if (text === undefined) return undefined
  return read === undefined ? numeric(text) : read(text)
}

/** 0 means no limit. */
const isAbove = (value: unknown, limit: unknown): boolean =>
  typeof value === 'number' && typeof limit === 'number' && limit !== 0 && (value === 0 || value > limit)

function readLimits({ ofRole, texts, chosen, own }: FilledForm, { settingsPanel: words }: Messages): unknown {
  const names: readonly LimitName[] = ['picturesPerDay', 'cooldownSeconds', 'pixels', 'steps']
  const given = names.filter((name) => texts[name] !== undefined)
  const labelled = z.object(Object.fromEntries(given.map((name) => [words[name], personLimits.shape[name].unwrap()])))
  const values = checked(labelled, Object.fromEntries(given.map((name) => [words[name], numeric(texts[name])])))
  const limits = personLimits.parse(Object.fromEntries(given.map((name) => [name, values[words[name]]])))
  const before = limitsSet(own)
  if (!ofRole) return withoutNothing({ ...before, everyone: limits })
  const role = chosen['role']?.[0]
  if (role === undefined) throw new UserError('bad-setting', settingsRefused.missingRole)
  const { [role]: _, ...others } = before.roles
  return withoutNothing({ ...before, roles: given.length === 0 ? others : { ...others, [role]: limits } })
}

/** Undefined if nobody has limits. */
function withoutNothing(limits: ReturnType<typeof limitsSet>): ReturnType<typeof limitsSet> | undefined {
  return Object.keys(limits.everyone).length + Object.keys(limits.roles).length === 0 ? undefined : limits
}

function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw userErrorOf(parsed.error, input, 'bad-setting')
  return parsed.data
}
