import type { SettingScope, SettingStore } from './store.ts'

/** Milliseconds for which read settings hold. Another process of the bot may have changed them since. */
const freshFor = 1_000
/** The most scopes whose settings are remembered. */
const most = 10_000

export interface RememberedSettings extends SettingStore {
  /** Reads the settings of this scope again, because something else has changed them. */
  forget(scope: SettingScope, id: string): void
}

/**
 * Remembers for a moment what was read. Every interaction reads the settings of several scopes before it is acknowledged, mostly
 * of the same ones.
 *
 * @param monotonic milliseconds since any fixed moment, which never go back
 */
export function rememberSettings(store: SettingStore, monotonic: () => number): RememberedSettings {
  type Values = ReturnType<SettingStore['get']>
  const remembered = new Map<string, { readonly since: number; readonly values: Values }>()
  const keyOf = (scope: SettingScope, id: string): string => `${scope} ${id}`
  const forget = (scope: SettingScope, id: string): void => void remembered.delete(keyOf(scope, id))
  return {
    forget,
    get(scope, id) {
      const key = keyOf(scope, id)
      const known = remembered.get(key)
      if (known !== undefined && monotonic() - known.since < freshFor) return known.values
      if (remembered.size >= most) remembered.clear()
      const values = store.get(scope, id)
      remembered.set(key, { since: monotonic(), values })
      values.catch(() => forget(scope, id))
      return values
    },
    set: (scope, id, ...change) => store.set(scope, id, ...change).finally(() => forget(scope, id)),
    remove: (scope, id, name) => store.remove(scope, id, name).finally(() => forget(scope, id)),
    change: (scope, id, ...change) => store.change(scope, id, ...change).finally(() => forget(scope, id)),
    everywhere: (scope, name) => store.everywhere(scope, name),
  }
}
