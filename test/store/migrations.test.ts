import Database from 'libsql'
import { Kysely, Migrator, SqliteDialect } from 'kysely'
import { describe, expect, it } from 'vitest'
import { dataFiles } from '#src/store/data-files.ts'
import { openDatabase } from '#src/store/database.ts'
import { migrations } from '#src/store/migrations.ts'
import { openStore } from '#src/store/open-store.ts'
import { prepareFolder } from '#src/store/prepare-folder.ts'
import { exampleRecipe } from './examples.ts'
import { scratchFolder } from './scratch.ts'

const names = Object.keys(migrations)
const drawing = JSON.stringify({ mode: 'generate', prompt: 'a red fox', seed: 7 })
const origin = JSON.stringify({ channelId: '42', guildId: '7', ephemeral: false, messageId: '99' })

/** Rows that an installation had once it had reached a migration, by the name of the migration that made their table. */
const rows: Readonly<Record<string, readonly (readonly [sql: string, ...values: unknown[]])[]>> = {
  '001-begin': [
    [
      "insert into jobs (id, person_id, request, origin, state, accepted_at, started_at, ended_at, delivered_at, seconds) values ('donedonedone', 'ann', ?, ?, 'done', 1, 2, 3, 4, 5.5)",
      drawing,
      origin,
    ],
    [
      "insert into jobs (id, person_id, request, origin, state, accepted_at) values ('waitwaitwait', 'ben', ?, ?, 'waiting', 6)",
      drawing,
      origin,
    ],
    ["insert into pictures (sha256, format, width, height, bytes, touched_at) values ('aa', 'png', 64, 64, 9, 3)"],
    ["insert into job_pictures (job_id, sha256) values ('waitwaitwait', 'aa')"],
    [
      "insert into results (job_id, picture, role, sha256, seed, recipe) values ('donedonedone', 0, 'picture', 'aa', 7, ?)",
      JSON.stringify(exampleRecipe()),
    ],
    [
      "insert into messages (message_id, channel_id, job_id, state) values ('99', '42', 'donedonedone', '{\"kind\":\"result\"}')",
    ],
    ["insert into settings (scope, scope_id, name, value) values ('guild', '7', 'spoiler', 'true')"],
    ["insert into usage (person_id, seconds, at) values ('ann', 5.5, 3)"],
  ],
  '002-drafts': [
    ["insert into drafts (id, person_id, content, touched_at) values ('draft', 'ann', '{\"step\":1}', 3)"],
    ["insert into draft_pictures (draft_id, sha256) values ('draft', 'aa')"],
  ],
  '003-gone-pictures': [
    ["insert into pictures (sha256, format, bytes, touched_at, gone_at) values ('bb', 'png', 9, 1, 2)"],
  ],
  '004-erasing': [["insert into message_removals (message_id, channel_id) values ('77', '42')"]],
}

/** A data folder as the version left it whose last migration was `last`. */
async function earlierFolder(last: string): Promise<string> {
  const dataDir = await scratchFolder()
  await prepareFolder(dataDir)
  const driver = new Database(dataFiles(dataDir).database)
  const database = new Kysely<unknown>({ dialect: new SqliteDialect({ database: driver }) })
  const known = { ...migrations }
  const migrator = new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve(known) } })
  const { error } = await migrator.migrateTo(last)
  expect(error).toBeUndefined()
  for (const name of names.slice(0, names.indexOf(last) + 1))
    for (const [sql, ...values] of rows[name] ?? []) driver.prepare(sql).run(...values)
  await database.destroy()
  return dataDir
}

/** The statements that make the tables and indexes. */
async function schemaOf(dataDir: string): Promise<readonly unknown[]> {
  const database = new Database(dataFiles(dataDir).database)
  const schema = database
    .prepare("select name, sql from sqlite_master where name not like 'kysely%' order by name")
    .all()
  database.close()
  return schema
}

describe('the data of every earlier version', () => {
  it.each(names)('%s is brought up to date with everything in it', async (last) => {
    const dataDir = await earlierFolder(last)
    const store = await openStore({ dataDir, now: () => 10 })
    expect(await store.jobs.get('donedonedone')).toMatchObject({
      personId: 'ann',
      state: 'done',
      acceptedAt: 1,
      endedAt: 3,
      deliveredAt: 4,
      seconds: 5.5,
      interruptions: 0,
      request: { mode: 'generate', prompt: 'a red fox', seed: 7 },
    })
    expect((await store.jobs.inState('waiting')).map(({ id }) => id)).toEqual(['waitwaitwait'])
    expect(await store.results.ofJob('donedonedone')).toMatchObject([{ sha256: 'aa', seed: 7, role: 'picture' }])
    expect(await store.messages.get('99')).toMatchObject({ jobId: 'donedonedone', channelId: '42' })
    expect(await store.settings.get('guild', '7')).toEqual({ spoiler: true })
    expect([...(await store.usage.recent()).keys()]).toEqual(['ann'])
    // What an earlier version has finished is found in galleries.
    const viewer = { personId: 'ben', guildId: '7', channels: ['42'], ageRestricted: false, without: [] }
    const found = await store.gallery.page({ kind: 'everybody', words: 'fox' }, viewer, { offset: 0, limit: 9 })
    expect(found).toMatchObject([{ jobId: 'donedonedone', stars: 0 }])
    if (names.indexOf(last) >= names.indexOf('002-drafts'))
      expect(await store.drafts.get('draft')).toMatchObject({ content: { step: 1 }, pictures: ['aa'] })
    // The waiting job can be drawn and ended.
    expect(await store.jobs.begin('waitwaitwait')).toMatchObject({ state: 'running' })
    expect(await store.jobs.end('waitwaitwait', { state: 'done', seconds: 1 })).toMatchObject({ state: 'done' })
    await store.close()

    const fresh = await scratchFolder()
    await prepareFolder(fresh)
    await (await openDatabase(dataFiles(fresh).database)).destroy()
    expect(await schemaOf(dataDir)).toEqual(await schemaOf(fresh))
  })
})
