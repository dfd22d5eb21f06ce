import { describe, expect, it } from 'vitest'
import { strengths } from '#src/community/challenges/bradley-terry.ts'
import { seededRandom } from '#src/community/challenges/seeded-random.ts'

describe('strengths', () => {
  it('are 1 without duels', () => {
    expect([...strengths(['a', 'b'], []).values()]).toEqual([1, 1])
  })

  it('solve the equations of the model with its prior', () => {
    // Two entries, a won three of four. At the maximum, expected and real wins agree, the prior's included.
    const duels = [
      ...Array<null>(3)
        .fill(null)
        .map(() => ({ winner: 'a', loser: 'b' })),
      { winner: 'b', loser: 'a' },
    ]
    const p = strengths(['a', 'b'], duels)
    const [a = 0, b = 0] = [p.get('a'), p.get('b')]
    expect(4 * (a / (a + b)) + 2 * (a / (a + 1))).toBeCloseTo(3 + 1, 6)
    expect(4 * (b / (a + b)) + 2 * (b / (b + 1))).toBeCloseTo(1 + 1, 6)
  })

  it('find the strengths that many duels were drawn from', () => {
    const truth = new Map([
      ['a', 4],
      ['b', 1],
      ['c', 0.25],
    ])
    const random = seededRandom('bradley-terry')
    const ids = [...truth.keys()]
    const duels = Array.from({ length: 6000 }, (_, n) => {
      const [one = 'a', other = 'b'] = [ids[n % 3], ids[(n + 1) % 3]]
      const chance = (truth.get(one) ?? 1) / ((truth.get(one) ?? 1) + (truth.get(other) ?? 1))
      return random() < chance ? { winner: one, loser: other } : { winner: other, loser: one }
    })
    const found = strengths(ids, duels)
    const ratio = (one: string, other: string) => (found.get(one) ?? 0) / (found.get(other) ?? 1)
    expect(ratio('a', 'b')).toBeGreaterThan(3.4)
    expect(ratio('a', 'b')).toBeLessThan(4.6)
    expect(ratio('b', 'c')).toBeGreaterThan(3.4)
    expect(ratio('b', 'c')).toBeLessThan(4.6)
  })

  it('leaves out duels of unknown entries and of an entry with itself', () => {
    const odd = [
      { winner: 'a', loser: 'x' },
      { winner: 'a', loser: 'a' },
    ]
    expect(strengths(['a'], odd).get('a')).toBe(1)
  })
})
