import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { ChallengePlan } from '#src/community/challenges/challenge.ts'
import { openStore } from '#src/store/open-store.ts'
import type { Store } from '#src/store/store.ts'
import { requires } from '../requirement.ts'
import { exampleJob } from './examples.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { scratchFolder } from './scratch.ts'

/** A guild on a shard of two. */
const guildOn = (shard: number): string => String((BigInt(2 + shard) << 22n) + 5n)
const jobIn = (shard: number, personId = 'ann') =>
  exampleJob({ personId, origin: { channelId: '42', guildId: guildOn(shard) } })

requires('postgres')('the stores of two processes with a shard each', () => {
  let server: PostgresServer

  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  async function openTwo() {
    const databaseUrl = await server.createDatabase()
    const dataDir = await scratchFolder()
    const open = async (shard: number, count = 2, more: object = {}): Promise<Store> => {
      const shards = { first: shard, last: shard, count }
      const store = await openStore({ dataDir, databaseUrl, shards, ...more })
      onTestFinished(() => store.close())
      return store
    }
    // Both bring the empty database up to date at once.
    const [zero, one] = await Promise.all([open(0), open(1)])
    return { zero, one, open, dataDir, databaseUrl }
  }

  it('list what is unfinished, undelivered and due for their guilds alone', async () => {
    const { zero, one } = await openTwo()
    const inZero = await zero.jobs.accept(jobIn(0), 5)
    const inOne = await one.jobs.accept(jobIn(1), 5)
    const direct = await zero.jobs.accept(exampleJob(), 5)
    const idsOf = async (store: Store) => (await store.jobs.inState('waiting')).map(({ id }) => id)
    expect(await idsOf(zero)).toEqual([inZero?.id, direct?.id])
    expect(await idsOf(one)).toEqual([inOne?.id])
    await one.jobs.end(inOne?.id ?? '', { state: 'cancelled', seconds: 0 })
    expect(await zero.jobs.undelivered()).toEqual([])
    expect(await one.jobs.undelivered()).toHaveLength(1)
    await zero.logEntries.add({
      guildId: guildOn(1),
      personId: 'ann',
      kind: 'deleted',
      jobId: null,
      channelId: null,
      text: '',
      why: null,
    })
    expect([await zero.logEntries.pending(), await one.logEntries.pending()].map(({ length }) => length)).toEqual([
      0, 1,
    ])
  })

  it('list challenges, their series, guessing rounds and stars for their guilds alone', async () => {
    const { zero, one } = await openTwo()
    const plan: ChallengePlan = {
      guildId: guildOn(1),
      channelId: '42',
      starterId: 'ann',
      theme: 'Owls',
      rules: { words: [] },
      voting: 'stars',
      entriesEach: 1,
      entryTime: 1000,
      voteTime: 1000,
    }
    await zero.challenges.create(plan)
    const { theme, ...rest } = plan
    await zero.challenges.createSeries({ plan: rest, themes: [theme], next: 0, nextAt: 1 })
    await zero.guess.create({
      guildId: guildOn(1),
      channelId: '43',
      starterId: 'ann',
      giverId: null,
      jobId: null,
      picture: 0,
      duration: 1000,
      pair: null,
    })
    const job = await one.jobs.accept(jobIn(1), 5)
    await one.jobs.end(job?.id ?? '', { state: 'done', seconds: 1 })
    await zero.gallery.toggleStar(job?.id ?? '', 'ben')
    const listed = async ({ challenges, guess, gallery }: Store) =>
      [
        await challenges.unfinished(),
        await challenges.series(),
        await guess.unfinished(),
        await gallery.starsDue(),
      ].map(({ length }) => length)
    expect(await listed(zero)).toEqual([0, 0, 0, 0])
    expect(await listed(one)).toEqual([1, 1, 1, 1])
    // A command in the guild asks by its id.
    expect(await zero.challenges.series(guildOn(1))).toHaveLength(1)
  })

  it('erase at their start what an earlier process of their own was to erase, and not what the other one draws', async () => {
    const { zero, one, open } = await openTwo()
    const drawn = await one.jobs.accept(jobIn(1), 5)
    await one.jobs.begin(drawn?.id ?? '')
    await zero.personalData.erase('ann')
    await zero.close()
    await open(0)
    expect(await one.jobs.get(drawn?.id ?? '')).toMatchObject({ state: 'running' })
    await one.close()
    const again = await open(1)
    expect(await again.jobs.get(drawn?.id ?? '')).toBeNull()
  })

  it('divide the jobs anew by guild when the number of shards has changed', async () => {
    const { zero, one, open } = await openTwo()
    const jobs = [await zero.jobs.accept(jobIn(0), 5), await one.jobs.accept(jobIn(1), 5)]
    await Promise.all([zero.close(), one.close()])
    const last = await open(2, 4)
    const other = await open(3, 4)
    expect((await last.jobs.inState('waiting')).map(({ id }) => id)).toEqual([jobs[0]?.id])
    expect((await other.jobs.inState('waiting')).map(({ id }) => id)).toEqual([jobs[1]?.id])
  })

  it('hold their shards, and the range of a process that was closed can be taken again', async () => {
    const { zero, one, open, databaseUrl } = await openTwo()
    await expect(open(0)).rejects.toMatchObject({ code: 'shards-in-use' })
    await expect(open(1, 3)).rejects.toMatchObject({ code: 'shards-differ' })
    await expect(open(1, 2, { dataDir: await scratchFolder() })).rejects.toMatchObject({ code: 'shards-in-use' })
    const all = { databaseUrl, dataDir: await scratchFolder() }
    await expect(openStore(all)).rejects.toMatchObject({ code: 'database-in-use' })
    await one.close()
    await expect(open(1, 2, { dataDir: all.dataDir })).rejects.toMatchObject({ code: 'folders-differ' })
    await open(1)
    await zero.close()
  })

  it('take their locks again after the connections have broken', async () => {
    const { zero, one, open } = await openTwo()
    const job = await zero.jobs.accept(jobIn(0), 5)
    await server.disconnectAll()
    for (const store of [zero, one])
      await expect.poll(() => store.jobs.get(job?.id ?? '').catch(() => undefined), { timeout: 20_000 }).toEqual(job)
    await expect(open(0)).rejects.toMatchObject({ code: 'shards-in-use' })
  })
})
