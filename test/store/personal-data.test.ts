import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { openStore } from '#src/store/open-store.ts'
import { personalTables } from '#src/store/personal-data.ts'
import type { Store } from '#src/store/store.ts'
import { exampleJob, exampleRecipe } from './examples.ts'
import { scratchFolder, scratchStore } from './scratch.ts'

const png = { format: 'png', width: 64, height: 64 } as const
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const prompt = 'a very private wombat'

/** A job of a person with one result, asked from one picture. */
async function drawn(store: Store, personId: string, result: string, asked: string, end = true): Promise<string> {
  const from = await store.pictures.put(bytes(asked), png)
  const made = await store.pictures.put(bytes(result), png)
  const request = { mode: 'generate', prompt } as const
  const origin = { messageId: `reply-${result}`, channelId: 'channel' }
  const job = await store.jobs.accept(
    { ...exampleJob({ pictures: [from.sha256] }), personId, request, origin, token: 'secret' },
    50,
  )
  const id = job?.id ?? ''
  await store.jobs.begin(id)
  await store.results.put({
    jobId: id,
    picture: 0,
    role: 'picture',
    sha256: made.sha256,
    seed: 1,
    recipe: exampleRecipe(),
  })
  if (end) await store.jobs.end(id, { state: 'done', seconds: 1 })
  return id
}

/** The names of all files below a folder, and whether one of them holds a text. */
async function filesIn(folder: string): Promise<readonly { readonly path: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(files.map(async (path) => ({ path, bytes: await readFile(path) })))
}

describe('the list of personal tables', () => {
  it('covers every column that names a person', async () => {
    const { store, dataDir } = await scratchStore()
    const database = new Database(join(dataDir, 'duckrabbit.db'), { readonly: true })
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[]
    const columns = tables.flatMap(({ name }) =>
      (database.prepare(`pragma table_info(${name})`).all() as { name: string }[]).map((column) => ({
        table: name,
        column: column.name,
      })),
    )
    database.close()
    const naming = columns.filter(({ column }) =>
      /person|user|member|voter|author|owner|guesser|starter|_by$/.test(column),
    )
    const listed = personalTables.map(({ table, column }) => ({ table, column }))
    expect(naming.length).toBeGreaterThan(2)
    expect(
      naming.filter(({ table, column }) => !listed.some((one) => one.table === table && one.column === column)),
    ).toEqual([])
    for (const { table, column } of personalTables) expect(columns).toContainEqual({ table, column })
    await store.sweep()
  })
})

describe('what is kept about a person', () => {
  it('is counted', async () => {
    const { store } = await scratchStore()
    await drawn(store, 'ann', 'one', 'asked')
    await drawn(store, 'bob', 'two', 'asked')
    await store.settings.set('person', 'ann', 'size', 64)
    await store.settings.set('guild', 'ann', 'size', 64)
    await store.drafts.put('d', { personId: 'ann', content: {}, pictures: [] })
    await store.usage.add('ann', 3)
    expect(Object.fromEntries(await store.personalData.count('ann'))).toMatchObject({
      jobs: 1,
      drafts: 1,
      usage: 1,
      settings: 1,
    })
  })

  it('is deleted at once, down to the files, and what others share stays', async () => {
    const { store, dataDir } = await scratchStore()
    const mine = await drawn(store, 'ann', 'only mine', 'shared question')
    await drawn(store, 'ann', 'shared answer', 'only my question')
    const theirs = await drawn(store, 'bob', 'shared answer', 'shared question')
    const draft = await store.pictures.put(bytes('a mask'), png)
    await store.drafts.put('d', { personId: 'ann', content: {}, pictures: [draft.sha256] })
    await store.settings.set('person', 'ann', 'style', prompt)
    await store.usage.add('ann', 3)
    await store.messages.put({ messageId: 'm', channelId: 'c', jobId: mine, state: {} })
    expect(await store.personalData.erase('ann')).toEqual({ running: [], pictures: 3 })

    expect([...(await store.personalData.count('ann')).values()].every((count) => count === 0)).toBe(true)
    expect(await store.jobs.ofPerson('ann', 9)).toEqual([])
    expect(await store.tokens.get(mine)).toBeNull()
    expect(await store.usage.recent()).toEqual(new Map())
    const files = await filesIn(join(dataDir, 'pictures'))
    expect(files.map(({ bytes }) => bytes.toString()).sort()).toEqual(['shared answer', 'shared question'])
    expect(await store.results.ofJob(theirs)).toHaveLength(1)
    const removals = await store.removals.pending()
    expect(removals.map(({ messageId }) => messageId).sort()).toEqual(['m', 'reply-only mine', 'reply-shared answer'])
  })

  it('leaves no trace in any file', async () => {
    const { store, dataDir } = await scratchStore()
    const traces = async () =>
      (await filesIn(dataDir)).filter((file) => file.bytes.includes('wombat')).map(({ path }) => path)
    for (let job = 0; job < 30; job += 1) await drawn(store, 'ann', `answer ${job}`, `a wombat ${job}`)
    expect((await traces()).length).toBeGreaterThan(0)
    await store.personalData.erase('ann')
    expect(await traces()).toEqual([])
  })

  it('is deleted when the running job has ended', async () => {
    const { store, dataDir } = await scratchStore()
    const running = await drawn(store, 'ann', 'half done', 'asked', false)
    expect(await store.personalData.erase('ann')).toEqual({ running: [running], pictures: 0 })
    const ended = await store.jobs.end(running, { state: 'cancelled', seconds: 1 })
    expect(ended).toMatchObject({ id: running, state: 'cancelled' })
    expect(await store.jobs.get(running)).toBeNull()
    expect(await filesIn(join(dataDir, 'pictures'))).toEqual([])
    expect((await store.removals.pending()).map(({ messageId }) => messageId)).toEqual(['reply-half done'])
  })

  it('is deleted at the next start if the process ended before the job', async () => {
    const dataDir = await scratchFolder()
    const before = await openStore({ dataDir })
    const running = await drawn(before, 'ann', 'half done', 'asked', false)
    await before.personalData.erase('ann')
    await before.close()
    const { store } = await scratchStore({ dataDir })
    expect(await store.jobs.get(running)).toBeNull()
    expect(await filesIn(join(dataDir, 'pictures'))).toEqual([])
  })

  it('keeps nothing from what the person asks for afterwards', async () => {
    const { store } = await scratchStore()
    await drawn(store, 'ann', 'one', 'asked', false)
    await store.personalData.erase('ann')
    const later = await drawn(store, 'ann', 'later', 'asked later')
    expect(await store.jobs.get(later)).not.toBeNull()
  })
})

it('messages wait to be removed until they are, over a restart', async () => {
  const dataDir = await scratchFolder()
  const before = await openStore({ dataDir })
  await drawn(before, 'ann', 'one', 'asked')
  await before.personalData.erase('ann')
  await before.close()
  const { store } = await scratchStore({ dataDir })
  expect(await store.removals.pending()).toEqual([{ messageId: 'reply-one', channelId: 'channel' }])
  await store.removals.done('reply-one')
  expect(await store.removals.pending()).toEqual([])
})
