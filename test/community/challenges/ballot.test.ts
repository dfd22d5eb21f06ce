import { describe, expect, it } from 'vitest'
import { ballotFor } from '#src/community/challenges/ballot.ts'
import { challenge, entry } from './samples.ts'

const many = (count: number) => Array.from({ length: count }, (_, n) => entry(String.fromCharCode(97 + n)))
const ids = (...args: Parameters<typeof ballotFor>) =>
  ballotFor(...args).map((shown) => shown.map(({ id }) => id).join('-'))

describe('a ballot with stars', () => {
  it('shows every entry once, but none of the voter’s own', () => {
    const entries = many(6)
    const shown = ids(challenge(), entries, 'person-c')
    expect([...shown].sort()).toEqual(['a', 'b', 'd', 'e', 'f'])
  })

  it('is the same for one voter whatever the order of the rows, and differs between voters', () => {
    const entries = many(8)
    const first = ids(challenge(), entries, 'v1')
    expect(ids(challenge(), [...entries].reverse(), 'v1')).toEqual(first)
    const orders = new Set(Array.from({ length: 50 }, (_, n) => ids(challenge(), entries, `v${n}`).join()))
    expect(orders.size).toBeGreaterThan(45)
    expect(ids(challenge({ ballotSeed: 8 }), entries, 'v1')).not.toEqual(first)
  })

  it('puts every entry first about equally often', () => {
    const entries = many(4)
    const firsts = new Map<string, number>()
    for (let voter = 0; voter < 2000; voter += 1) {
      const [first = ''] = ids(challenge(), entries, `v${voter}`)
      firsts.set(first, (firsts.get(first) ?? 0) + 1)
    }
    for (const times of firsts.values()) expect(Math.abs(times - 500)).toBeLessThan(90)
    expect(firsts.size).toBe(4)
  })
})

describe('a ballot with duels', () => {
  const duels = challenge({ voting: 'duels' })

  it.each([2, 3, 4, 5, 8, 9])('pairs all of %i entries once with each other', (count) => {
    const entries = many(count)
    const pairs = ids(duels, entries, 'v').map((pair) => pair.split('-').sort().join())
    expect(new Set(pairs).size).toBe(pairs.length)
    expect(pairs).toHaveLength((count * (count - 1)) / 2)
  })

  it('shows everyone once before anyone twice', () => {
    const shown = ids(duels, many(8), 'v')
      .slice(0, 4)
      .flatMap((pair) => pair.split('-'))
    expect(new Set(shown).size).toBe(8)
  })

  it('has at most 60 pairs, and none with one’s own entry', () => {
    expect(ballotFor(duels, many(26), 'v')).toHaveLength(60)
    expect(ids(duels, many(5), 'person-a').join()).not.toContain('a')
    expect(ballotFor(duels, many(2), 'person-a')).toEqual([])
  })
})
