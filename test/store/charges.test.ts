import { describe, expect, it } from 'vitest'
import type { Allowance } from '#src/store/personal-stores.ts'
import type { Store } from '#src/store/store.ts'
import { exampleJob } from './examples.ts'
import { openScratch, scratchFolder, scratchStore } from './scratch.ts'

const accept = async (store: Store, allowance: Partial<Allowance> = {}, personId = 'ann'): Promise<string> => {
  const job = await store.jobs.accept(
    { ...exampleJob({ personId }), allowance: { guildId: 'g', pictures: 1, perDay: 3, ...allowance } },
    1000,
  )
  return job?.id ?? ''
}
const usage = async (store: Store) => {
  const { used, reserved } = await store.charges.usage('ann', 'g')
  return { used, reserved }
}

describe('the quota of a day', () => {
  it('is reserved, charged when a picture is done, and given back otherwise', async () => {
    const { store } = await scratchStore()
    const [done, failed, cancelled] = [await accept(store), await accept(store), await accept(store)]
    expect(await usage(store)).toEqual({ used: 3, reserved: 3 })
    await expect(accept(store)).rejects.toMatchObject({ code: 'quota-used' })
    await store.jobs.begin(failed)
    await store.jobs.end(failed, { state: 'failed', seconds: 1, failure: { code: 'x', message: 'It failed.' } })
    expect(await usage(store)).toEqual({ used: 2, reserved: 2 })
    await store.jobs.end(cancelled, { state: 'cancelled', seconds: 0 })
    await store.jobs.begin(done)
    await store.jobs.end(done, { state: 'done', seconds: 1 })
    expect(await usage(store)).toEqual({ used: 1, reserved: 0 })
    await store.jobs.remove(done)
    expect(await usage(store)).toEqual({ used: 1, reserved: 0 })
  })

  it('cannot be overdrawn by commands at the same moment', async () => {
    const { store } = await scratchStore()
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => accept(store)))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await store.jobs.inState('waiting')).toHaveLength(3)
  })

  it('counts pictures, each person and each guild', async () => {
    const { store } = await scratchStore()
    await accept(store, { pictures: 2 })
    await expect(accept(store, { pictures: 2 })).rejects.toThrow('You have 1 of your 3 pictures of today left')
    await accept(store, { pictures: 3 }, 'bob')
    await accept(store, { pictures: 3, guildId: 'other' })
    await accept(store, { pictures: 1 })
    await expect(accept(store)).rejects.toThrow('You have used all of your 3 pictures of today')
    await expect(accept(store, { perDay: 0, guildId: 'closed' })).rejects.toThrow('not open to you')
  })

  it('begins again at midnight, UTC', async () => {
    const { store, time } = await scratchStore()
    const id = await accept(store, { pictures: 3 })
    await store.jobs.begin(id)
    time.now += 23 * 60 * 60 * 1000
    await store.jobs.end(id, { state: 'done', seconds: 1 })
    await expect(accept(store)).rejects.toThrow(`<t:${Date.UTC(2026, 0, 2) / 1000}:R>`)
    time.now = Date.UTC(2026, 0, 2)
    await accept(store, { pictures: 3 })
  })

  it('outlives a restart; what was reserved for a job that is gone does not', async () => {
    const dataDir = await scratchFolder()
    const before = await openScratch({ dataDir })
    await accept(before, { pictures: 2 })
    const lost = await accept(before)
    await before.jobs.remove(lost)
    await before.close()
    const { store } = await scratchStore({ dataDir, now: Date.now })
    expect(await usage(store)).toEqual({ used: 2, reserved: 2 })
  })
})

it('a pause lies between two jobs, and a job that is cancelled takes it back', async () => {
  const { store, time } = await scratchStore()
  const first = await accept(store, { cooldownSeconds: 60 })
  time.now += 59_000
  await expect(accept(store, { cooldownSeconds: 60 })).rejects.toMatchObject({ code: 'cooldown' })
  await store.jobs.end(first, { state: 'cancelled', seconds: 0 })
  await accept(store, { cooldownSeconds: 60 })
  time.now += 60_000
  await accept(store, { cooldownSeconds: 60 })
  // A clock that was set back locks nobody out.
  time.now -= 3_600_000
  await accept(store, { cooldownSeconds: 60 })
})

it('entries of the log wait in their order until they are posted', async () => {
  const { store } = await scratchStore()
  const entry = { guildId: 'g', personId: 'ann', kind: 'refused', jobId: null, channelId: 'c', why: 'why' } as const
  await store.logEntries.add({ ...entry, text: 'one' })
  await store.logEntries.add({ ...entry, text: 'two' })
  const pending = await store.logEntries.pending()
  expect(pending.map(({ text }) => text)).toEqual(['one', 'two'])
  await store.logEntries.remove(pending[0]?.id ?? 0)
  expect(await store.logEntries.pending()).toMatchObject([{ ...entry, text: 'two' }])
})
