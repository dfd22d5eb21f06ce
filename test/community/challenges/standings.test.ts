import { describe, expect, it } from 'vitest'
import type { Vote } from '#src/community/challenges/challenge.ts'
import { seededRandom, shuffled } from '#src/community/challenges/seeded-random.ts'
import { standings } from '#src/community/challenges/standings.ts'
import { duel, entry, star } from './samples.ts'

const order = (...args: Parameters<typeof standings>) => standings(...args).map(({ entryId }) => entryId)
const entries = ['a', 'b', 'c'].map((id) => entry(id))

describe('stars', () => {
  it('are averaged with two votes of three stars', () => {
    const [first, second, third] = standings(entries, [star('v', 'b', 5), star('w', 'b', 4)], 'stars')
    expect(first).toMatchObject({ entryId: 'b', place: 1, score: 3.75, votes: 2 })
    expect(second).toMatchObject({ entryId: 'a', place: 2, score: 3, votes: 0 })
    expect(third).toMatchObject({ entryId: 'c', place: 3 })
  })

  it('a single five does not beat many fours', () => {
    const fours = Array.from({ length: 8 }, (_, n) => star(`v${n}`, 'b', 4))
    expect(order(entries, [...fours, star('w', 'a', 5)], 'stars')).toEqual(['b', 'a', 'c'])
  })

  it('ties go to more votes, then to whoever entered first', () => {
    // c has the mean of the prior, with two votes; a and b have none.
    expect(order(entries, [star('v', 'c', 2), star('w', 'c', 4)], 'stars')).toEqual(['c', 'a', 'b'])
    expect(order([...entries].reverse(), [], 'stars')).toEqual(['a', 'b', 'c'])
  })

  it('votes about entries that are gone do not count', () => {
    expect(standings(entries.slice(0, 1), [star('v', 'b', 5)], 'stars')).toMatchObject([{ score: 3, votes: 0 }])
  })
})

describe('duels', () => {
  it('an entry that wins all comes first, one that loses all comes last, and both have a finite score', () => {
    const votes = [duel('v', 'c', 'a'), duel('v', 'c', 'b'), duel('v', 'b', 'a'), duel('w', 'c', 'a')]
    const found = standings(entries, votes, 'duels')
    expect(found.map(({ entryId }) => entryId)).toEqual(['c', 'b', 'a'])
    expect(found.every(({ score }) => score > 0 && score < 1)).toBe(true)
    expect(found[0]).toMatchObject({ votes: 3 })
  })

  it('beating a strong entry is worth more than beating a weak one', () => {
    const four = ['a', 'b', 'c', 'd'].map((id) => entry(id))
    // c beats everybody but a; a beats the strong c, d beats the weak b.
    const votes = [
      ...['1', '2', '3'].map((v) => duel(v, 'c', 'b')),
      duel('1', 'c', 'd'),
      duel('2', 'a', 'c'),
      duel('3', 'd', 'b'),
    ]
    const rank = order(four, votes, 'duels')
    expect(rank.indexOf('a')).toBeLessThan(rank.indexOf('d'))
  })

  it('a duel with an entry that is gone does not count', () => {
    expect(standings(entries.slice(0, 2), [duel('v', 'c', 'a')], 'duels').map(({ score }) => score)).toEqual([0.5, 0.5])
  })
})

/** Random entries and votes, drawn from a seed. */
function drawn(seed: number, voting: 'stars' | 'duels') {
  const random = seededRandom('standings', seed)
  const whole = (below: number) => Math.floor(random() * below)
  const some = Array.from({ length: 2 + whole(7) }, (_, n) => entry(String.fromCharCode(97 + n)))
  const votes = Array.from({ length: whole(60) }, (_, n): Vote => {
    const [a = entry('a'), b = entry('b')] = shuffled(some, random)
    return voting === 'stars' ? star(`v${n}`, a.id, 1 + whole(5)) : duel(`v${n}`, a.id, b.id)
  })
  return { random, some, votes }
}

describe.each(['stars', 'duels'] as const)('for 150 random votings with %s', (voting) => {
  const seeds = Array.from({ length: 150 }, (_, seed) => seed)

  it('every entry has one place, scores fall, and neither order of entries nor of votes matters', () => {
    for (const seed of seeds) {
      const { random, some, votes } = drawn(seed, voting)
      const found = standings(some, votes, voting)
      expect(found.map(({ place }) => place)).toEqual(some.map((_, index) => index + 1))
      expect(new Set(found.map(({ entryId }) => entryId)).size).toBe(some.length)
      for (const [index, { score }] of found.entries()) expect(score).toBeLessThanOrEqual(found[index - 1]?.score ?? 5)
      expect(standings(shuffled(some, random), shuffled(votes, random), voting)).toEqual(found)
    }
  })

  it('another good vote never costs an entry its place', () => {
    for (const seed of seeds) {
      const { some, votes } = drawn(seed, voting)
      const [a, b] = some
      if (a === undefined || b === undefined) continue
      const placeOf = (all: readonly Vote[]) => standings(some, all, voting).find(({ entryId }) => entryId === a.id)
      const before = placeOf(votes)
      const after = placeOf([...votes, voting === 'stars' ? star('new', a.id, 5) : duel('new', a.id, b.id)])
      expect(after?.place).toBeLessThanOrEqual(before?.place ?? 0)
      expect(after?.score).toBeGreaterThanOrEqual(before?.score ?? 1)
    }
  })
})
