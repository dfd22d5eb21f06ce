import type { Kysely } from 'kysely'
import { fromJson } from './json-column.ts'
import type { SettingStore } from './store.ts'
import type { Tables } from './tables.ts'

/** Settings of guilds, channels and people, by name. Whoever reads a value checks its type. */
export function createSettingStore(database: Kysely<Tables>): SettingStore {
  return {
    async get(scope, id) {
      const rows = await database
        .selectFrom('settings')
        .select(['name', 'value'])
        .where('scope', '=', scope)
        .where('scope_id', '=', id)
        .execute()
      return Object.fromEntries(rows.map(({ name, value }) => [name, fromJson(value)]))
    },
    async set(scope, id, name, value) {
      const json = JSON.stringify(value)
      await database
        .insertInto('settings')
        .values({ scope, scope_id: id, name, value: json })
        .onConflict((conflict) => conflict.columns(['scope', 'scope_id', 'name']).doUpdateSet({ value: json }))
        .execute()
    },
    async remove(scope, id, name) {
      await database
        .deleteFrom('settings')
        .where('scope', '=', scope)
        .where('scope_id', '=', id)
        .where('name', '=', name)
        .execute()
    },
    async everywhere(scope, name) {
      const rows = await database
        .selectFrom('settings')
        .select(['scope_id', 'value'])
        .where('scope', '=', scope)
        .where('name', '=', name)
        .execute()
      return new Map(rows.map(({ scope_id, value }) => [scope_id, fromJson(value)]))
    },
  }
}
