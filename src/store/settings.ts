import type { Kysely } from 'kysely'
import { fromJson } from './json-column.ts'
import type { SettingScope, SettingStore } from './store.ts'
import type { Tables } from './tables.ts'

type Key = Pick<Tables['settings'], 'scope' | 'scope_id' | 'name'>

/** Settings of guilds, channels and people, by name. Whoever reads a value checks its type. */
export function createSettingStore(database: Kysely<Tables>): SettingStore {
  const own = (scope: SettingScope, id: string, name: string) =>
    database.selectFrom('settings').where('scope', '=', scope).where('scope_id', '=', id).where('name', '=', name)

  /** Replaces one value by another; undefined stands for no row. False if it is no longer `before`. */
  async function exchange(key: Key, before: string | undefined, after: string | undefined): Promise<boolean> {
    if (before === undefined) {
      if (after === undefined) return true
      const added = { ...key, value: after }
      const insert = database.insertInto('settings').values(added)
      const { numInsertedOrUpdatedRows = 0n } = await insert
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows > 0n
    }
    if (after === undefined) {
      const removal = database.deleteFrom('settings').where((row) => row.and({ ...key, value: before }))
      return (await removal.executeTakeFirst()).numDeletedRows > 0n
    }
    const update = database.updateTable('settings').set({ value: after })
    const { numUpdatedRows } = await update.where((row) => row.and({ ...key, value: before })).executeTakeFirst()
    return numUpdatedRows > 0n
  }

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
    async change(scope, id, name, to) {
      for (;;) {
        const row = await own(scope, id, name).select('value').executeTakeFirst()
        const value = to(row === undefined ? undefined : fromJson(row.value))
        const json = value === undefined ? undefined : JSON.stringify(value)
        if (await exchange({ scope, scope_id: id, name }, row?.value, json)) return value
      }
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
