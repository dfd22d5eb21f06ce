import { describe, expect, it } from 'vitest'
import type { ChallengePlan, Vote } from '#src/community/challenges/challenge.ts'
import { phaseAfter } from '#src/community/challenges/phases.ts'
import { seriesStep, week } from '#src/community/challenges/series.ts'
import { standings } from '#src/community/challenges/standings.ts'
import { exampleJob } from '../examples.ts'
import { scratchStore } from '../scratch.ts'

const plan: ChallengePlan = {
  guildId: 'guild',
  channelId: 'channel',
  starterId: 'starter',
  theme: 'Owls',
  rules: { words: ['owl'], mode: 'anagram', size: 64 },
  voting: 'stars',
  entriesEach: 1,
  entryTime: 1000,
  voteTime: 2000,
}
const count: Parameters<Awaited<ReturnType<typeof scratchStore>>['store']['challenges']['advance']>[3] = (
  entries,
  votes,
  { voting },
) => standings(entries, votes, voting)

/** A store with a challenge, and a way to enter a new picture of a person. */
async function begun(rest: Partial<ChallengePlan> = {}) {
  const { store, time } = await scratchStore()
  const challenge = await store.challenges.create({ ...plan, ...rest })
  const job = async (personId: string) => (await store.jobs.accept(exampleJob({ personId }), 50))?.id ?? ''
  /** Each a moment after the one before. */
  const enter = async (personId: string, replaces?: string) => {
    time.now += 1
    return store.challenges.enter(
      { challengeId: challenge.id, personId, jobId: await job(personId), picture: 0 },
      ...(replaces === undefined ? [] : [replaces]),
    )
  }
  const vote = async () => {
    const change = phaseAfter(challenge, 2, time.now)
    if (change === undefined) throw new Error('it is over')
    return store.challenges.advance(challenge.id, 'entries', change, count)
  }
  const entries = () => store.challenges.entries(challenge.id)
  return { store, time, challenge, job, enter, vote, entries, challenges: store.challenges }
}

const star = (voterId: string, entryId: string, value: number): Vote => ({ voterId, entryId, otherId: '', value })

describe('a challenge', () => {
  it('is kept as it was started, and is unfinished until it is over and posted', async () => {
    const { challenges, challenge, time } = await begun()
    expect(challenge).toMatchObject({
      theme: 'Owls',
      rules: plan.rules,
      voteTime: 2000,
      phase: 'entries',
      entriesEnd: time.now + 1000,
      postsDue: 1,
    })
    expect(await challenges.get(challenge.id)).toEqual(challenge)
    expect(await challenges.ofGuild('guild', 5)).toEqual([challenge])
    await challenges.posted(challenge)
    const changed = await challenges.change(challenge.id, { threadId: 't', trouble: 'locked' })
    expect(await challenges.ofThread('t')).toEqual(changed)
    expect(await challenges.unfinished()).toEqual([changed])
    await challenges.advance(challenge.id, 'entries', { phase: 'cancelled', votesEnd: null }, count)
    expect(await challenges.unfinished()).toHaveLength(1)
    await challenges.posted({ id: challenge.id, postsDue: 1 })
    expect(await challenges.unfinished()).toEqual([])
  })

  it('changes its phase once, also when two ask for it', async () => {
    const { vote, challenge, challenges } = await begun()
    const both = await Promise.all([vote(), vote()])
    expect(both.filter((one) => one !== null)).toHaveLength(1)
    expect((await challenges.get(challenge.id))?.phase).toBe('voting')
  })

  it('has messages to change if an entry is deleted while they are posted', async () => {
    const { store, challenges, challenge, job } = await begun()
    const jobId = await job('ann')
    await challenges.enter({ challengeId: challenge.id, personId: 'ann', jobId, picture: 0 })
    const change = { phase: 'ended', votesEnd: null } as const
    const ended = await challenges.advance(challenge.id, 'entries', change, count)
    await store.jobs.remove(jobId)
    await challenges.posted({ id: challenge.id, postsDue: ended?.postsDue ?? 0 })
    expect(await challenges.unfinished()).toMatchObject([{ id: challenge.id, phase: 'ended' }])
  })

  it('keeps its given picture and its entries from being swept away until it is over', async () => {
    const { store, time, dataDir } = await scratchStore({ keepDays: 1 })
    expect(dataDir).not.toBe('')
    const put = (byte: number) => store.pictures.put(Uint8Array.of(byte), { format: 'png', width: 1, height: 1 })
    const given = await put(1)
    const other = await put(2)
    const rules = { words: [], picture: { sha256: given.sha256, name: 'given.png' } }
    const { id } = await store.challenges.create({ ...plan, rules, entryTime: 9e12 })
    const jobId = (await store.jobs.accept(exampleJob({ pictures: [] }), 5))?.id ?? ''
    await store.challenges.enter({ challengeId: id, personId: 'ann', jobId, picture: 0 })
    await store.jobs.end(jobId, { state: 'done', seconds: 1 })
    await store.jobs.delivered(jobId)
    time.now += 3 * 86_400_000
    await store.sweep()
    expect(await store.pictures.about(given.sha256)).not.toBeNull()
    expect(await store.pictures.about(other.sha256)).toBeNull()
    expect(await store.challenges.entries(id)).toHaveLength(1)
    await store.challenges.advance(id, 'entries', { phase: 'cancelled', votesEnd: null }, count)
    await store.sweep()
    expect(await store.jobs.get(jobId)).toBeNull()
  })
})

describe('entries', () => {
  it('are as many as the rules allow, can be replaced, and stand last then', async () => {
    const { enter, entries, time } = await begun()
    expect(await enter('ann')).toBe('entered')
    expect(await enter('ann')).toBe('full')
    time.now += 1
    expect(await enter('ben')).toBe('entered')
    const [first] = await entries()
    time.now += 1
    expect(await enter('ann', first?.id)).toBe('replaced')
    expect((await entries()).map(({ personId }) => personId)).toEqual(['ben', 'ann'])
    // Nobody replaces the entry of somebody else.
    expect(await enter('cleo', (await entries())[0]?.id)).toBe('entered')
    expect(await entries()).toHaveLength(3)
  })

  it('can be withdrawn and entered again, but not after a moderator removed them', async () => {
    const { challenges, challenge, job, entries } = await begun()
    const entry = { challengeId: challenge.id, personId: 'ann', jobId: await job('ann'), picture: 0 }
    expect(await challenges.enter(entry)).toBe('entered')
    expect(await challenges.enter(entry)).toBe('already')
    const [first] = await entries()
    expect(await challenges.takeOut(first?.id ?? '', 'withdrawn')).toBe(true)
    expect(await challenges.takeOut(first?.id ?? '', 'withdrawn')).toBe(false)
    expect(await challenges.wasEntered(challenge.id, entry.jobId)).toBe(true)
    expect(await challenges.enter(entry)).toBe('entered')
    expect(await challenges.takeOutJob(entry.jobId)).toEqual([challenge.id])
    expect(await challenges.enter(entry)).toBe('removed')
    expect(await entries()).toEqual([])
  })

  it('are refused at the moment when their time is over', async () => {
    const { enter, time, challenge } = await begun()
    time.now = challenge.entriesEnd
    expect(await enter('ann')).toBe('closed')
  })

  it('go with their picture, and so do the votes on them', async () => {
    const { store, challenges, challenge, enter, entries, vote } = await begun()
    await enter('ann')
    await enter('ben')
    await vote()
    const [first] = await entries()
    expect(await challenges.vote(challenge.id, star('v', first?.id ?? '', 5))).toBe(true)
    await store.jobs.remove(first?.jobId ?? '')
    expect(await entries()).toHaveLength(1)
    expect(await challenges.votes(challenge.id)).toEqual([])
  })
})

describe('votes', () => {
  it('are one a voter and entry, can be changed, and none is for one’s own', async () => {
    const { challenges, challenge, enter, entries, vote } = await begun()
    await enter('ann')
    await enter('ben')
    const [ann, ben] = (await entries()).map(({ id }) => id)
    if (ann === undefined || ben === undefined) throw new Error('there are no entries')
    expect(await challenges.vote(challenge.id, star('v', ann, 5))).toBe(false)
    await vote()
    expect(await challenges.vote(challenge.id, star('v', ann, 5))).toBe(true)
    expect(await challenges.vote(challenge.id, star('v', ann, 2))).toBe(true)
    expect(await challenges.vote(challenge.id, star('ann', ann, 5))).toBe(false)
    expect(await challenges.vote(challenge.id, star('ann', ben, 4))).toBe(true)
    expect(await challenges.votesOf(challenge.id, 'v')).toEqual([star('v', ann, 2)])
    expect(await challenges.counts(challenge.id)).toEqual({ entries: 2, entrants: 2, voters: 2 })
    expect(await challenges.vote(challenge.id, { voterId: 'ben', entryId: ann, otherId: ben, value: 1 })).toBe(false)
    expect(await challenges.vote(challenge.id, { voterId: 'w', entryId: ann, otherId: ben, value: 1 })).toBe(true)
  })

  it('end with the voting, and the standings are written with the end', async () => {
    const { store, challenges, challenge, enter, entries, vote, time } = await begun()
    await enter('ann')
    await enter('ben')
    await vote()
    const [ann, ben] = (await entries()).map(({ id }) => id)
    await challenges.vote(challenge.id, star('v', ben ?? '', 5))
    expect(await challenges.standings(challenge.id)).toEqual([])
    time.now += 2000
    expect(await challenges.vote(challenge.id, star('w', ann ?? '', 5))).toBe(false)
    await challenges.advance(challenge.id, 'voting', { phase: 'ended', votesEnd: time.now }, count)
    expect(await challenges.standings(challenge.id)).toMatchObject([
      { entryId: ben, personId: 'ben', place: 1, votes: 1 },
      { entryId: ann, personId: 'ann', place: 2, votes: 0 },
    ])
    expect(await challenges.seasons('guild')).toEqual(['2026-Q1'])
    expect(await challenges.results('guild', '2026-Q1')).toHaveLength(1)
    expect(await challenges.results('guild', '2025-Q4')).toEqual([])
    await store.personalData.erase('ben')
    await store.personalData.erase('starter')
    expect(await challenges.standings(challenge.id)).toMatchObject([{ personId: 'ann' }])
    expect(await challenges.entries(challenge.id)).toHaveLength(1)
    expect(await challenges.get(challenge.id)).toMatchObject({ starterId: '', phase: 'ended' })
  })
})

describe('a weekly series', () => {
  it('starts each challenge once, and stops', async () => {
    const { store, time } = await scratchStore()
    const { theme: _, ...shared } = plan
    const made = { plan: shared, themes: ['a', 'b'], next: 0, nextAt: time.now }
    const series = await store.challenges.createSeries(made)
    const step = seriesStep(series, time.now)
    if (step === undefined) throw new Error('nothing is due')
    const both = await Promise.all([store.challenges.startNext(series, step), store.challenges.startNext(series, step)])
    expect(both.filter((one) => one !== null)).toMatchObject([{ theme: 'a', seriesId: series.id }])
    expect(await store.challenges.series('guild')).toMatchObject([{ next: 1, nextAt: time.now + week }])
    expect(await store.challenges.stopSeries(series.id)).toBe(true)
    expect(await store.challenges.stopSeries(series.id)).toBe(false)
    expect(await store.challenges.series()).toEqual([])
  })
})

describe('the messages of a challenge', () => {
  it('are begun and then posted, and can be forgotten', async () => {
    const { challenges, challenge } = await begun()
    await challenges.putPost(challenge.id, { kind: 'podium', channelId: null, messageId: null })
    await challenges.putPost(challenge.id, { kind: 'podium', channelId: 'c', messageId: 'm' })
    expect(await challenges.posts(challenge.id)).toEqual([{ kind: 'podium', channelId: 'c', messageId: 'm' }])
    await challenges.removePosts(challenge.id)
    expect(await challenges.posts(challenge.id)).toEqual([])
  })
})
