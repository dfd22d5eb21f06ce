import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '#src/store/open-store.ts'
import { requires } from '../requirement.ts'
import { exampleJob } from './examples.ts'
import { bob, drawn } from './gallery/drawn.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { scratchFolder, scratchStore, useDatabases } from './scratch.ts'

/** The tests of the store, each with a database of its own in PostgreSQL instead of a file. */
requires('postgres')('the store in PostgreSQL', () => {
  let server: PostgresServer
  let restore: () => void

  beforeAll(async () => {
    server = await startPostgres()
    restore = useDatabases(() => server.createDatabase())
  })
  afterAll(async () => {
    restore()
    await server.stop()
  })

  it('keeps out a second process, names the database, and never its password', async () => {
    const databaseUrl = (await server.createDatabase()).replace('duck@', 'duck:hunter2@')
    const store = await openStore({ dataDir: await scratchFolder(), databaseUrl })
    const second = openStore({ dataDir: await scratchFolder(), databaseUrl })
    await expect(second).rejects.toMatchObject({ name: 'UserError', code: 'database-in-use' })
    await expect(second).rejects.not.toThrow('hunter2')
    await store.close()
    const third = await openStore({ dataDir: await scratchFolder(), databaseUrl })
    await third.close()
    const nowhere = openStore({ dataDir: await scratchFolder(), databaseUrl: 'postgres://duck:hunter2@127.0.0.1:1/d' })
    await expect(nowhere).rejects.toMatchObject({ code: 'database-unreachable' })
    await expect(nowhere).rejects.not.toThrow('hunter2')
  })

  it('goes on after the connection has broken, with everything that was written', async () => {
    const { store } = await scratchStore()
    const job = await store.jobs.accept(exampleJob(), 5)
    await server.disconnectAll()
    await expect.poll(() => store.jobs.get(job?.id ?? '').catch(() => undefined)).toEqual(job)
  })

  it('finds pictures in galleries, and counts and deletes what is kept about a person', async () => {
    const { store } = await scratchStore()
    const fox = await drawn(store, 'a red fox')
    await drawn(store, 'an owl', { personId: 'bob' })
    const find = (words: string, viewer = bob) =>
      store.gallery.page({ kind: 'everybody', words }, viewer, { offset: 0, limit: 9 })
    expect(await find('FO')).toEqual([{ jobId: fox, stars: 0 }])
    expect(await find('owl red')).toEqual([])
    expect(await find('fox', { ...bob, channels: [] })).toEqual([])
    expect(await find('fox', { ...bob, ageRestricted: true })).toHaveLength(1)
    expect((await store.personalData.count('ann')).get('jobs')).toBe(1)
    expect(await store.personalData.erase('ann')).toMatchObject({ pictures: 1 })
    expect(await find('fox')).toEqual([])
    expect(await find('owl')).toHaveLength(1)
  })

  describe('passes the tests of the store in a file', async () => {
    await import('./jobs.test.ts')
    await import('./charges.test.ts')
    await import('./drafts.test.ts')
    await import('./drop-pictures.test.ts')
    await import('./pictures.test.ts')
    await import('./retention.test.ts')
    await import('./settings.test.ts')
    await import('./challenges/challenge-store.test.ts')
    await import('./gallery/stars.test.ts')
  })
})
