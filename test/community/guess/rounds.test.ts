import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { hintDue, hintPlan } from '#src/community/guess/hints.ts'
import { pairName, pairs, pickPair, requestFor } from '#src/community/guess/pairs.ts'
import { guessLeaderboard, points } from '#src/community/guess/scores.ts'
import { readSubjects } from '#src/network/vocabulary.ts'
import { parseRequest } from '#src/requests/parse-request.ts'

describe('hints', () => {
  it('sharpen an anagram and then turn it', () => {
    expect(hintPlan(3, 'turn')).toEqual({
      reading: 0,
      soft: true,
      hints: [{ kind: 'sharper' }, { kind: 'reading', reading: 1 }, { kind: 'reading', reading: 2 }],
    })
  })

  it('step back from a hybrid, which begins near and sharp', () => {
    expect(hintPlan(2, 'stepBack')).toEqual({ reading: 1, soft: false, hints: [{ kind: 'reading', reading: 0 }] })
    expect(hintPlan(3, 'stepBack').hints).toEqual([
      { kind: 'reading', reading: 1 },
      { kind: 'reading', reading: 0 },
    ])
  })

  it('divide the time evenly', () => {
    expect([0, 1, 2].map((index) => hintDue(index, 2, 1000, 900))).toEqual([1300, 1600, null])
  })
})

describe('pairs', () => {
  it('are requests for things that the included model was taught', async () => {
    const subjects = await readSubjects(fileURLToPath(new URL('../../../models/duckling', import.meta.url)))
    const phrases = subjects.map(({ phrase }) => phrase)
    for (const pair of pairs) {
      expect(phrases).toContain(pair.first)
      expect(phrases).toContain(pair.second)
      expect(parseRequest(requestFor(pair)).mode).toBe(pair.kind)
    }
    expect(new Set(pairs.map(pairName)).size).toBe(pairs.length)
  })

  it('come as the model can draw them, and not again at once', () => {
    const subjects = ['a skull', 'a mushroom', 'a sunflower']
    const fits = pairs.filter(({ first, second }) => subjects.includes(first) && subjects.includes(second))
    expect(fits).toHaveLength(2)
    const first = pickPair(subjects, [], () => 0)
    expect(pickPair(subjects, [pairName(first)], () => 0)).not.toEqual(first)
    expect(fits).toContainEqual(pickPair(subjects, fits.map(pairName), () => 0.99))
    expect(pairs).toContainEqual(pickPair([], [], () => 0.5))
  })
})

describe('the leaderboard', () => {
  const score = (roundId: string, personId: string, found: number, won = false) => ({
    roundId,
    personId,
    found,
    won,
    points: points(found, won),
  })

  it('counts points and wins in a row, of the rounds in which somebody guessed', () => {
    const ranks = guessLeaderboard([
      score('1', 'ann', 2, true),
      score('1', 'bob', 1),
      score('2', 'ann', 2, true),
      // Round 3 goes by without Ann.
      score('3', 'bob', 2, true),
      score('4', 'ann', 2, true),
      score('5', 'ann', 0),
      score('6', 'ann', 2, true),
    ])
    expect(ranks).toEqual([
      { personId: 'ann', points: 20, wins: 4, rounds: 5, streak: 1, bestStreak: 3, rank: 1 },
      { personId: 'bob', points: 6, wins: 1, rounds: 2, streak: 1, bestStreak: 1, rank: 2 },
    ])
  })

  it('shares ranks', () => {
    const ranks = guessLeaderboard([score('1', 'ann', 1), score('1', 'bob', 1), score('1', 'cy', 0)])
    expect(ranks.map(({ rank }) => rank)).toEqual([1, 1, 3])
  })
})
