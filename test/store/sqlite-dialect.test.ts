import { setImmediate as eventLoop } from 'node:timers/promises'
import { Kysely, type SqliteDatabase, type SqliteStatement } from 'kysely'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { createSqliteDialect } from '#src/store/sqlite-dialect.ts'
import { keepStatements } from '#src/store/keep-statements.ts'
import { describeWithSmallDisk, mountSmallDisk } from '../harness/small-disk.ts'
import { exampleJob } from './examples.ts'
import { scratchStore } from './scratch.ts'

describe('queries of the file', () => {
  /** How often the event loop goes round until then. Without pauses, once. */
  async function turnsUntil(end: Promise<unknown>): Promise<number> {
    const state = { over: false, turns: 0 }
    void end.finally(() => (state.over = true))
    for (; !state.over; state.turns += 1) await eventLoop()
    return state.turns
  }

  it('make way for the event loop, however many were asked at once', async () => {
    const { store } = await scratchStore()
    const job = await store.jobs.accept(exampleJob(), 5)
    const reading = Promise.all(Array.from({ length: 2_000 }, () => store.jobs.get(job?.id ?? '')))
    expect(await turnsUntil(reading)).toBeGreaterThan(5)
  })

  it('make way for it inside a transaction, and those of others wait for its end', async () => {
    const database = new Kysely<{ counts: { count: number } }>({
      dialect: createSqliteDialect(new Database(':memory:')),
    })
    await database.schema.createTable('counts').addColumn('count', 'integer').execute()
    await database.insertInto('counts').values({ count: 0 }).execute()
    const writing = database.transaction().execute(async (rows) => {
      for (let count = 1; count <= 2_000; count += 1) await rows.updateTable('counts').set({ count }).execute()
    })
    const reading = database.selectFrom('counts').select('count').execute()
    expect(await turnsUntil(writing)).toBeGreaterThan(5)
    expect(await reading).toEqual([{ count: 2_000 }])
    await database.destroy()
  })
})

describeWithSmallDisk('a transaction on a full disk', () => {
  it('fails because of the disk, and the next one works once there is room', async () => {
    const disk = mountSmallDisk(4)
    const { store } = await scratchStore({ dataDir: disk.folder })
    await disk.fill()
    const large = exampleJob({ origin: { text: 'x'.repeat(200_000) } })
    await expect(store.jobs.accept(large, 5)).rejects.toMatchObject({ code: 'SQLITE_FULL' })
    await disk.free()
    expect(await store.jobs.accept(large, 5)).not.toBeNull()
  })
})

describe('statements', () => {
  function counted() {
    const prepared: string[] = []
    const statement: SqliteStatement = {
      reader: false,
      all: () => [],
      run: () => ({ changes: 0, lastInsertRowid: 0 }),
      iterate: () => [].values(),
    }
    const database: SqliteDatabase = {
      prepare: (sql) => {
        prepared.push(sql)
        return { ...statement }
      },
      close: () => undefined,
    }
    return { prepared, database: keepStatements(database) }
  }

  it('are prepared once', () => {
    const { prepared, database } = counted()
    expect(database.prepare('select 1')).toBe(database.prepare('select 1'))
    expect(prepared).toEqual(['select 1'])
  })

  it('are prepared again after tables may have changed', () => {
    const { prepared, database } = counted()
    for (const sql of ['select 1', 'alter table a add column b', 'select 1']) database.prepare(sql)
    expect(prepared).toEqual(['select 1', 'alter table a add column b', 'select 1'])
  })

  it('are not kept without end', () => {
    const { prepared, database } = counted()
    database.prepare('select 0')
    for (let index = 1; index <= 300; index += 1) database.prepare(`select ${index}`)
    database.prepare('select 300')
    database.prepare('select 0')
    expect(prepared).toHaveLength(302)
  })
})
