import type { SettingScope, Store } from '#src/store/store.ts'
import { isSettingName, settingOf, type SettingName, type SettingValue } from './registry.ts'

/** The place for which settings are looked up. In a thread, `channelId` is the parent channel. */
export interface SettingPlace {
  readonly guildId: string | null
  readonly channelId: string | null
  readonly personId: string | null
}

/** The origin of a value. `default`: nobody has set it, so the fallback holds or the model decides. */
export type SettingOrigin = SettingScope | 'environment' | 'default'

/** A setting's value at a place. It is undefined if nobody has set it and there is no fallback. */
export interface Effective<Value> {
  readonly value: Value | undefined
  readonly from: SettingOrigin
}

/** The values of all settings at one place and time. */
export interface EffectiveSettings {
  of<Name extends SettingName>(name: Name): Effective<SettingValue<Name>>
  /** The value without its origin. */
  value<Name extends SettingName>(name: Name): SettingValue<Name> | undefined
}

/** Values from the environment, which hold for the whole bot. */
export type EnvironmentSettings = { readonly [Name in SettingName]?: SettingValue<Name> | undefined }

/** Settings of guilds, channels and people, with their types. */
export interface Settings {
  /** Looks up values in this order: the person's, the channel's, the guild's, the environment's, the fallback. */
  at(place: SettingPlace): Promise<EffectiveSettings>
  /** Sets a value for one scope. Undefined removes it, so that the wider scope holds again. */
  set<Name extends SettingName>(
    scope: SettingScope,
    id: string,
    name: Name,
    value: SettingValue<Name> | undefined,
  ): Promise<void>
  /** The values that one scope has set itself, by id. */
  everywhere<Name extends SettingName>(
    scope: SettingScope,
    name: Name,
  ): Promise<ReadonlyMap<string, SettingValue<Name>>>
}

/** The narrowest scope first. */
const precedence = ['person', 'channel', 'guild'] as const

type Own = Readonly<Record<string, unknown>>

export function createSettings({
  store,
  environment = {},
}: {
  readonly store: Pick<Store, 'settings'>
  readonly environment?: EnvironmentSettings
}): Settings {
  return {
    async at({ guildId, channelId, personId }) {
      const ids = { person: personId, channel: channelId, guild: guildId }
      const own = new Map<SettingScope, Own>()
      for (const scope of precedence) {
        const id = ids[scope]
        if (id !== null) own.set(scope, await store.settings.get(scope, id))
      }
      const of = <Name extends SettingName>(name: Name): Effective<SettingValue<Name>> =>
        effective(name, own, environment)
      return { of, value: (name) => of(name).value }
    },

    async set(scope, id, name, value) {
      if (!settingOf(name).scopes.includes(scope)) throw new RangeError(`The setting ${name} has no scope ${scope}.`)
      if (value === undefined) await store.settings.remove(scope, id, name)
      else await store.settings.set(scope, id, name, settingOf(name).schema.parse(value))
    },

    async everywhere(scope, name) {
      const found = new Map<string, SettingValue<typeof name>>()
      for (const [id, value] of await store.settings.everywhere(scope, name)) {
        const read = readValue(name, value)
        if (read !== undefined) found.set(id, read)
      }
      return found
    },
  }
}

function effective<Name extends SettingName>(
  name: Name,
  own: ReadonlyMap<SettingScope, Own>,
  environment: EnvironmentSettings,
): Effective<SettingValue<Name>> {
  const { scopes, fallback } = settingOf(name)
  for (const scope of precedence) {
    const value = scopes.includes(scope) ? readValue(name, own.get(scope)?.[name]) : undefined
    if (value !== undefined) return { value, from: scope }
  }
  const given: SettingValue<Name> | undefined = environment[name]
  if (given !== undefined) return { value: given, from: 'environment' }
  // The registry gives each setting a fallback of its own schema's type.
  return { value: fallback as SettingValue<Name> | undefined, from: 'default' }
}

/** Parses a stored value. A value of another version that cannot be parsed counts as not set. */
function readValue<Name extends SettingName>(name: Name, value: unknown): SettingValue<Name> | undefined {
  if (value === undefined || !isSettingName(name)) return undefined
  const read = settingOf(name).schema.safeParse(value)
  return read.success ? (read.data as SettingValue<Name>) : undefined
}
