import { describe, expect, it } from 'vitest'
import { exampleJob } from './examples.ts'
import { openScratch, scratchFolder, scratchStore } from './scratch.ts'

const png = { format: 'png', width: 64, height: 64 } as const
const hour = 60 * 60 * 1000
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('the retention setting', () => {
  it('removes delivered jobs with the pictures that no other job needs', async () => {
    const { store, time } = await scratchStore({ keepDays: 30 })
    const picture = await store.pictures.put(bytes('asked'), png)
    const shared = await store.pictures.put(bytes('shared'), png)
    const old = await store.jobs.accept(exampleJob({ pictures: [picture.sha256, shared.sha256] }), 5)
    const waiting = await store.jobs.accept(exampleJob({ pictures: [shared.sha256] }), 5)
    await store.jobs.end(old?.id ?? '', { state: 'cancelled', seconds: 0 })
    await store.jobs.delivered(old?.id ?? '')
    time.now += 31 * 24 * hour
    expect(await store.sweep()).toMatchObject({ jobs: 1, pictures: 1, bytes: 5 })
    expect(await store.jobs.get(old?.id ?? '')).toBeNull()
    expect(await store.jobs.get(waiting?.id ?? '')).not.toBeNull()
    expect(await store.pictures.get(shared.sha256)).toEqual(bytes('shared'))
  })

  it('removes undelivered jobs in the same process', async () => {
    const { store, time } = await scratchStore({ keepDays: 30 })
    const picture = await store.pictures.put(bytes('asked'), png)
    const owed = await store.jobs.accept(exampleJob({ pictures: [picture.sha256] }), 5)
    await store.jobs.end(owed?.id ?? '', { state: 'cancelled', seconds: 0 })
    time.now += 29 * 24 * hour
    expect(await store.sweep()).toMatchObject({ jobs: 0, pictures: 0, bytes: 0 })
    expect(await store.jobs.get(owed?.id ?? '')).not.toBeNull()
    time.now += 2 * 24 * hour
    expect(await store.sweep()).toMatchObject({ jobs: 1, pictures: 1, bytes: 5 })
    expect(await store.jobs.undelivered()).toEqual([])
  })

  it('may be shorter in a guild', async () => {
    const { store, time } = await scratchStore({ keepDays: 30 })
    const ended = async (guildId: string): Promise<string> => {
      const job = await store.jobs.accept(exampleJob({ origin: { guildId } }), 50)
      await store.jobs.end(job?.id ?? '', { state: 'cancelled', seconds: 0 })
      await store.jobs.delivered(job?.id ?? '')
      return job?.id ?? ''
    }
    const [short, long, forever] = [await ended('short'), await ended('long'), await ended('forever')]
    const guilds = new Map([
      ['short', 7],
      ['long', 90],
      ['forever', 0],
    ])
    const left = async () =>
      (await Promise.all([short, long, forever].map((id) => store.jobs.get(id)))).map((job) => job !== null)
    time.now += 6 * 24 * hour
    await store.sweep(guilds)
    expect(await left()).toEqual([true, true, true])
    time.now += 2 * 24 * hour
    await store.sweep(guilds)
    expect(await left()).toEqual([false, true, true])
    // Nobody keeps pictures for longer than whoever runs the bot.
    time.now += 23 * 24 * hour
    await store.sweep(guilds)
    expect(await left()).toEqual([false, false, false])
  })

  it('holds in a guild although the bot keeps everything', async () => {
    const { store, time } = await scratchStore()
    const job = await store.jobs.accept(exampleJob({ origin: { guildId: 'g' } }), 50)
    await store.jobs.end(job?.id ?? '', { state: 'cancelled', seconds: 0 })
    await store.jobs.delivered(job?.id ?? '')
    time.now += 8 * 24 * hour
    expect(await store.sweep(new Map([['g', 7]]))).toMatchObject({ jobs: 1 })
  })

  it('gives a bot that was off for long a day to deliver the remaining results', async () => {
    const dataDir = await scratchFolder()
    const before = await openScratch({ dataDir, now: () => 0 })
    const owed = await before.jobs.accept(exampleJob(), 5)
    await before.jobs.end(owed?.id ?? '', { state: 'cancelled', seconds: 0 })
    await before.close()
    const time = { now: 60 * 24 * hour }
    const passed = { hours: 0 }
    const { store } = await scratchStore({
      dataDir,
      keepDays: 30,
      now: () => time.now,
      monotonic: () => passed.hours * hour,
    })
    expect(await store.sweep()).toMatchObject({ jobs: 0 })
    expect(await store.jobs.undelivered()).toHaveLength(1)
    // A clock that is set forward leaves no less time.
    time.now += 25 * hour
    expect(await store.sweep()).toMatchObject({ jobs: 0 })
    passed.hours += 25
    expect(await store.sweep()).toMatchObject({ jobs: 1 })
  })
})
