import { describe, expect, it } from 'vitest'
import { phaseAfter, phaseDue } from '#src/community/challenges/phases.ts'
import { durationIn } from '#src/community/challenges/durations.ts'
import { seriesStep, type Series, week } from '#src/community/challenges/series.ts'
import { voteRefusal } from '#src/community/challenges/voters.ts'
import { challenge, entry } from './samples.ts'

describe('the phases of a challenge', () => {
  it('change at their time and not before', () => {
    expect(phaseDue(challenge(), 2, 4999)).toBeUndefined()
    expect(phaseDue(challenge(), 2, 5000)).toEqual({ phase: 'voting', votesEnd: 6000 })
    const voting = challenge({ phase: 'voting', votesEnd: 6000 })
    expect(phaseDue(voting, 2, 5999)).toBeUndefined()
    expect(phaseDue(voting, 2, 6000)).toEqual({ phase: 'ended', votesEnd: 6000 })
  })

  it('give the whole time for votes after the bot was down', () => {
    expect(phaseDue(challenge(), 3, 900_000)).toEqual({ phase: 'voting', votesEnd: 901_000 })
  })

  it.each([0, 1])('leave the voting out with %i entries', (entries) => {
    expect(phaseDue(challenge(), entries, 5000)).toEqual({ phase: 'ended', votesEnd: null })
  })

  it('can be ended early, and end once', () => {
    expect(phaseAfter(challenge(), 2, 100)).toEqual({ phase: 'voting', votesEnd: 1100 })
    expect(phaseAfter(challenge({ phase: 'voting', votesEnd: 1100 }), 2, 200)).toEqual({
      phase: 'ended',
      votesEnd: 200,
    })
    for (const phase of ['ended', 'cancelled'] as const) {
      expect(phaseAfter(challenge({ phase }), 2, 200)).toBeUndefined()
      expect(phaseDue(challenge({ phase, votesEnd: 1 }), 2, 9e9)).toBeUndefined()
    }
  })
})

describe('a time that is written', () => {
  it.each([
    ['3d', 3 * 86_400_000],
    ['12h', 43_200_000],
    ['1d 6h', 108_000_000],
    ['90 minutes', 5_400_000],
    ['2 weeks', 2 * week],
    ['1.5h', 5_400_000],
    ['1 day, 2 hrs', 93_600_000],
  ])('%s', (text, milliseconds) => {
    expect(durationIn(text)).toBe(milliseconds)
  })

  it.each(['', 'soon', '3', 'd3', '3 dogs', '3d and then', '-3d', '3d x'])('“%s” is none', (text) => {
    expect(durationIn(text)).toBeUndefined()
  })
})

describe('a weekly series', () => {
  const series: Series = {
    id: 's',
    plan: {
      guildId: 'g',
      channelId: 'c',
      starterId: 'p',
      rules: { words: [] },
      voting: 'stars',
      entriesEach: 1,
      entryTime: 10,
      voteTime: 10,
    },
    themes: ['owls', 'foxes'],
    next: 1,
    nextAt: 1000,
    active: true,
  }

  it('starts the next theme at its time, and begins again after the last', () => {
    expect(seriesStep(series, 999)).toBeUndefined()
    const step = seriesStep(series, 1000)
    expect(step).toMatchObject({ plan: { theme: 'foxes' }, next: 0, nextAt: 1000 + week })
    expect(seriesStep({ ...series, next: 0 }, 1000)).toMatchObject({ plan: { theme: 'owls' }, next: 1 })
  })

  it('starts one challenge for all the weeks that were missed, and keeps its day', () => {
    expect(seriesStep(series, 1000 + 3.5 * week)).toMatchObject({ next: 0, nextAt: 1000 + 4 * week })
    expect(seriesStep(series, 1000 + 3 * week)).toMatchObject({ nextAt: 1000 + 4 * week })
  })

  it('stands still when it was stopped', () => {
    expect(seriesStep({ ...series, active: false }, 9e9)).toBeUndefined()
  })
})

describe('a voter', () => {
  const facts = { isVoting: true, entries: [entry('a')], voterId: 'v', accountMade: 0, minimalAge: 100, now: 100 }

  it('may vote on others’ entries', () => {
    expect(voteRefusal(facts)).toBeUndefined()
  })

  it('may not vote after the end, on own or removed entries, or with a young account', () => {
    expect(voteRefusal({ ...facts, isVoting: false })).toEqual({ because: 'closed' })
    expect(voteRefusal({ ...facts, voterId: 'person-a' })).toEqual({ because: 'own' })
    expect(voteRefusal({ ...facts, entries: [entry('b'), undefined] })).toEqual({ because: 'gone' })
    expect(voteRefusal({ ...facts, accountMade: 1 })).toEqual({ because: 'too-young', until: 101 })
  })
})
