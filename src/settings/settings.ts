import type { SettingScope, Store } from '#src/store/store.ts'
import { isSettingName, settingOf, type SettingName, type SettingValue } from './registry.ts'

/** Where settings are looked up. In a thread, `channelId` is the channel that the thread belongs to. */
export interface SettingPlace {
  readonly guildId: string | null
  readonly channelId: string | null
  readonly personId: string | null
}

/** Where a value comes from. `default`: nobody has set it, so the fallback holds or the model decides. */
export type SettingOrigin = SettingScope | 'environment' | 'default'

/** What holds at a place. The value is undefined if nobody has set it and there is no fallback. */
export interface Effective<Value> {
  readonly value: Value | undefined
  readonly from: SettingOrigin
}

/** Every setting as it holds at one place at one moment. */
export interface EffectiveSettings {
  of<Name extends SettingName>(name: Name): Effective<SettingValue<Name>>
  /** Just the value. */
  value<Name extends SettingName>(name: Name): SettingValue<Name> | undefined
}

/** Values that the environment sets for the whole bot. */
export type EnvironmentSettings = { readonly [Name in SettingName]?: SettingValue<Name> | undefined }

/** Settings of guilds, channels and people, with their types. */
export interface Settings {
  /** What holds here: the person's own, then the channel's, the guild's, the environment's and the fallback. */
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

/** The value as its schema reads it. A value that another version wrote and this one cannot read counts as not set. */
function readValue<Name extends SettingName>(name: Name, value: unknown): SettingValue<Name> | undefined {
  if (value === undefined || !isSettingName(name)) return undefined
  const read = settingOf(name).schema.safeParse(value)
  return read.success ? (read.data as SettingValue<Name>) : undefined
}
