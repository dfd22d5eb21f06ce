import { describe, expect, it } from 'vitest'
import { leaderboard, seasonOf } from '#src/community/challenges/seasons.ts'

const at = (personId: string, place: number) => ({ personId, place })

describe('a season', () => {
  it.each([
    [Date.UTC(2026, 0, 1), '2026-Q1'],
    [Date.UTC(2026, 2, 31, 23, 59), '2026-Q1'],
    [Date.UTC(2026, 11, 31, 23, 59), '2026-Q4'],
  ])('is a quarter of a year', (moment, season) => {
    expect(seasonOf(moment)).toBe(season)
  })

  it('counts 5, 3, 2 and 1 points, for a person’s best entry of each challenge', () => {
    const found = leaderboard([
      [at('ada', 1), at('ben', 2), at('ada', 3), at('chidi', 4)],
      [at('ben', 1), at('ada', 2)],
    ])
    expect(found).toEqual([
      { personId: 'ada', points: 8, wins: 1, challenges: 2, rank: 1 },
      { personId: 'ben', points: 8, wins: 1, challenges: 2, rank: 1 },
      { personId: 'chidi', points: 1, wins: 0, challenges: 1, rank: 3 },
    ])
  })

  it('puts more wins first where points are equal', () => {
    const found = leaderboard([[at('a', 1)], [at('c', 2), at('b', 3)], [at('c', 3), at('b', 2)]])
    expect(found.map(({ personId, rank }) => [personId, rank])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 2],
    ])
  })
})
