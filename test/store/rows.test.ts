import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { openStore } from '#src/store/open-store.ts'
import { exampleJob } from './examples.ts'
import { scratchFolder, scratchStore } from './scratch.ts'

describe('the database', () => {
  it('is migrated once and opened again with its rows', async () => {
    const dataDir = await scratchFolder()
    const before = await openStore({ dataDir })
    const job = await before.jobs.accept(exampleJob(), 5)
    await before.close()
    const after = await openStore({ dataDir })
    expect(await after.jobs.inState('waiting')).toEqual([job])
    await after.close()
  })

  it('belongs to one process at a time', async () => {
    const dataDir = await scratchFolder()
    const first = await openStore({ dataDir })
    const second = openStore({ dataDir })
    await expect(second).rejects.toMatchObject({ name: 'UserError', code: 'data-in-use' })
    await expect(second).rejects.toThrow('Stop it')
    expect(await first.jobs.inState('waiting')).toEqual([])
    await first.close()
    await first.close()
    await (await openStore({ dataDir })).close()
  })

  it('refuses a file that is not a database', async () => {
    const dataDir = await scratchFolder()
    await writeFile(join(dataDir, 'duckrabbit.db'), 'this is not a database, only a text of some length'.repeat(50))
    await expect(openStore({ dataDir })).rejects.toThrow('not a database')
  })

  it('checks rows when they are read', async () => {
    const { store, dataDir } = await scratchStore()
    const job = await store.jobs.accept(exampleJob(), 5)
    const connection = new Database(join(dataDir, 'duckrabbit.db'))
    connection.exec(`update jobs set request = '{"mode":"conjure"}'`)
    connection.close()
    await expect(store.jobs.get(job?.id ?? '')).rejects.toThrow('mode')
  })
})

describe('a job that another version wrote', () => {
  it('is ended at the start, and the others stay', async () => {
    const dataDir = await scratchFolder()
    const before = await openStore({ dataDir })
    const strange = await before.jobs.accept(exampleJob(), 5)
    const plain = await before.jobs.accept(exampleJob(), 5)
    await before.close()
    const connection = new Database(join(dataDir, 'duckrabbit.db'))
    connection.exec(`update jobs set request = '{"mode":"conjure"}' where id = '${strange?.id}'`)
    connection.close()
    const after = await openStore({ dataDir })
    expect(await after.jobs.inState('waiting', 'running')).toEqual([plain])
    expect(await after.jobs.undelivered()).toEqual([])
    expect(await after.jobs.ofPerson('ann', 9)).toEqual([plain])
    await after.close()
  })
})

describe('messages', () => {
  it('record which job they show, and are deleted with it', async () => {
    const { store } = await scratchStore()
    const job = await store.jobs.accept(exampleJob(), 5)
    const jobId = job?.id ?? ''
    await store.messages.put({ messageId: '1', channelId: '42', jobId, state: { view: 0 } })
    await store.messages.put({ messageId: '1', channelId: '42', jobId, state: { view: 1 } })
    await store.messages.put({ messageId: '2', channelId: '42', jobId, state: {} })
    expect(await store.messages.get('1')).toEqual({ messageId: '1', channelId: '42', jobId, state: { view: 1 } })
    await store.messages.remove('2')
    expect(await store.messages.ofJob(jobId)).toHaveLength(1)
    await store.jobs.remove(jobId)
    expect(await store.messages.get('1')).toBeNull()
  })
})

describe('settings', () => {
  it('are stored by scope, id and name', async () => {
    const { store } = await scratchStore()
    await store.settings.set('guild', '1', 'steps', 20)
    await store.settings.set('guild', '1', 'steps', 30)
    await store.settings.set('channel', '1', 'spoiler', true)
    expect(await store.settings.get('guild', '1')).toEqual({ steps: 30 })
    expect(await store.settings.get('channel', '1')).toEqual({ spoiler: true })
    expect(await store.settings.get('person', '1')).toEqual({})
  })
})

describe('usage', () => {
  it('decays by half in each half-life and adds up', async () => {
    const { store, time } = await scratchStore({ usageHalfLifeSeconds: 100 })
    await store.usage.add('ann', 40)
    time.now += 100_000
    await store.usage.add('ann', 10)
    await store.usage.add('bob', 8)
    time.now += 100_000
    expect(await store.usage.recent()).toEqual(
      new Map([
        ['ann', 15],
        ['bob', 4],
      ]),
    )
  })
})

describe('settings', () => {
  it('are remembered for a second at most, since another process may change them', async () => {
    const { store, dataDir, time } = await scratchStore()
    await store.settings.set('guild', '7', 'count', 2)
    expect(await store.settings.get('guild', '7')).toEqual({ count: 2 })
    const connection = new Database(join(dataDir, 'duckrabbit.db'))
    connection.exec(`update settings set value = '3'`)
    connection.close()
    time.now += 999
    expect(await store.settings.get('guild', '7')).toEqual({ count: 2 })
    time.now += 1
    expect(await store.settings.get('guild', '7')).toEqual({ count: 3 })
  })

  it('hold as soon as they are written or erased', async () => {
    const { store } = await scratchStore()
    await store.settings.set('person', 'ann', 'count', 2)
    expect(await store.settings.get('person', 'ann')).toEqual({ count: 2 })
    await store.settings.set('person', 'ann', 'count', 4)
    expect(await store.settings.get('person', 'ann')).toEqual({ count: 4 })
    await store.personalData.erase('ann')
    expect(await store.settings.get('person', 'ann')).toEqual({})
    await store.settings.set('person', 'ann', 'count', 4)
    expect(await store.settings.get('person', 'ann')).toEqual({ count: 4 })
    await store.settings.remove('person', 'ann', 'count')
    expect(await store.settings.get('person', 'ann')).toEqual({})
  })
})
