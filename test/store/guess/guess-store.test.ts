import { describe, expect, it } from 'vitest'
import type { JudgedGuess, RoundPlan } from '#src/community/guess/round.ts'
import { exampleJob } from '../examples.ts'
import { scratchStore } from '../scratch.ts'

const plan: RoundPlan = {
  guildId: 'guild',
  channelId: 'channel',
  starterId: 'starter',
  giverId: 'giver',
  jobId: null,
  picture: 0,
  duration: 1000,
  pair: 'a | b',
}
const right = (reading: number): JudgedGuess => ({ verdict: 'right', reading })
const wrong: JudgedGuess = { verdict: 'wrong', reading: null }

/** A store with an open round. */
async function opened(rest: Partial<RoundPlan> = {}) {
  const { store, time } = await scratchStore()
  const round = await store.guess.create({ ...plan, ...rest })
  if (round === null) throw new Error('no round')
  const endsAt = time.now + 100_000
  await store.guess.open(round.id, { openedAt: time.now, endsAt, nextHintAt: time.now + 50_000 })
  return { store, time, guess: store.guess, id: round.id }
}

describe('a round', () => {
  it('is the only one of its channel until it is over', async () => {
    const { guess, id } = await opened()
    const both = await Promise.all([
      guess.create({ ...plan, channelId: 'other' }),
      guess.create({ ...plan, channelId: 'other' }),
    ])
    expect(both.filter((round) => round !== null)).toHaveLength(1)
    expect(await guess.create(plan)).toBeNull()
    expect((await guess.ofChannel('channel'))?.id).toBe(id)
    await guess.end(id, 'stopped')
    expect(await guess.ofChannel('channel')).toBeNull()
    expect(await guess.create(plan)).not.toBeNull()
  })

  it('opens, shows each hint and ends once', async () => {
    const { guess, id, time } = await opened()
    expect(await guess.open(id, { openedAt: 1, endsAt: 2, nextHintAt: null })).toBeNull()
    expect(await guess.showHint(id, 0, null)).toMatchObject({ hints: 1, nextHintAt: null })
    expect(await guess.showHint(id, 0, null)).toBeNull()
    const ended = await guess.end(id, 'time')
    expect(ended).toMatchObject({ phase: 'ended', outcome: 'time', endsAt: time.now, postsDue: 1 })
    expect(await guess.end(id, 'stopped')).toBeNull()
    expect((await guess.unfinished()).map((round) => round.id)).toEqual([id])
    await guess.posted({ id, postsDue: 1 })
    expect(await guess.unfinished()).toEqual([])
  })

  it('keeps no job that is deleted', async () => {
    const { store } = await scratchStore()
    const job = await store.jobs.accept(exampleJob(), 50)
    const round = await store.guess.create({ ...plan, jobId: job?.id ?? '' })
    await store.jobs.end(job?.id ?? '', { state: 'cancelled', seconds: 0 })
    await store.jobs.remove(job?.id ?? '')
    expect((await store.guess.get(round?.id ?? ''))?.jobId).toBeNull()
  })

  it('has messages to change if its picture is deleted while they are posted', async () => {
    const { store } = await scratchStore()
    const job = await store.jobs.accept(exampleJob(), 50)
    const round = await store.guess.create({ ...plan, jobId: job?.id ?? '' })
    const ended = await store.guess.end(round?.id ?? '', 'time')
    await store.jobs.end(job?.id ?? '', { state: 'cancelled', seconds: 0 })
    await store.jobs.remove(job?.id ?? '')
    await store.guess.posted({ id: round?.id ?? '', postsDue: ended?.postsDue ?? 0 })
    const [due] = await store.guess.unfinished()
    expect(due).toMatchObject({ id: round?.id, jobId: null, postsDue: 2 })
  })

  it('remembers the pairs of a server, the latest first', async () => {
    const { guess, id, time } = await opened()
    await guess.end(id, 'time')
    time.now += 1
    await guess.create({ ...plan, pair: 'c | d' })
    expect(await guess.recentPairs('guild', 9)).toEqual(['c | d', 'a | b'])
  })
})

describe('guesses', () => {
  it('win for whoever has found everything first, and for nobody else', async () => {
    const { guess, id } = await opened()
    expect(await guess.guess(id, 'ann', [right(0)], 2)).toEqual({ outcome: 'counted', found: [0], won: false })
    const both = await Promise.all([
      guess.guess(id, 'ann', [right(1)], 2),
      guess.guess(id, 'bob', [right(0), right(1)], 2),
    ])
    expect(both.filter((one) => one.outcome === 'counted' && one.won)).toHaveLength(1)
    expect(both.filter(({ outcome }) => outcome === 'closed')).toHaveLength(1)
    const scores = await guess.scoresOf(id)
    expect(scores.filter(({ won }) => won)).toHaveLength(1)
    expect(scores[0]).toMatchObject({ found: 2, points: 5, won: true })
  })

  it('are not taken from the giver, nor before or after the time', async () => {
    const { guess, id, time } = await opened()
    expect(await guess.guess(id, 'giver', [right(0)], 2)).toEqual({ outcome: 'closed' })
    time.now += 100_000
    expect(await guess.guess(id, 'ann', [right(0)], 2)).toEqual({ outcome: 'closed' })
    const { guess: other, id: waiting } = await (async () => {
      const { store } = await scratchStore()
      return { guess: store.guess, id: (await store.guess.create(plan))?.id ?? '' }
    })()
    expect(await other.guess(waiting, 'ann', [right(0)], 2)).toEqual({ outcome: 'closed' })
  })

  it('are limited to six a minute for each person', async () => {
    const { guess, id, time } = await opened()
    for (let one = 0; one < 6; one += 1) {
      expect(await guess.waitFor(id, 'ann', 1)).toBeNull()
      await guess.guess(id, 'ann', [wrong], 2)
      time.now += 1000
    }
    const again = time.now - 6000 + 60_000
    expect(await guess.guess(id, 'ann', [right(0)], 2)).toEqual({ outcome: 'too-many', again })
    expect(await guess.waitFor(id, 'ann', 2)).toBe(again + 1000)
    expect(await guess.waitFor(id, 'bob', 1)).toBeNull()
    time.now = again
    expect(await guess.guess(id, 'ann', [right(0)], 2)).toMatchObject({ outcome: 'counted', found: [0] })
    expect(await guess.counts(id)).toEqual({ guessers: 1, finders: 1 })
  })

  it('give scores in every round that shows its solution, and none in one that was cancelled', async () => {
    const { guess, id, time } = await opened()
    await guess.guess(id, 'ann', [right(1), wrong], 2)
    await guess.guess(id, 'bob', [wrong], 2)
    await guess.end(id, 'time')
    expect(await guess.scoresOf(id)).toEqual([
      { roundId: id, personId: 'ann', found: 1, won: false, points: 1 },
      { roundId: id, personId: 'bob', found: 0, won: false, points: 0 },
    ])
    const next = await guess.create(plan)
    await guess.open(next?.id ?? '', { openedAt: time.now, endsAt: time.now + 1000, nextHintAt: null })
    await guess.guess(next?.id ?? '', 'ann', [right(1)], 2)
    await guess.end(next?.id ?? '', 'cancelled')
    expect(await guess.scores('guild')).toHaveLength(2)
  })
})
