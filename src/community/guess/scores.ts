import type { RoundScore } from './round.ts'

/** Every reading that a person found is worth one point. The winner gets three more. */
export const points = (found: number, won: boolean): number => found + (won ? 3 : 0)

/** A person on the leaderboard of a server. */
export interface GuessRank {
  readonly personId: string
  readonly points: number
  readonly wins: number
  /** The number of rounds in which the person has guessed. */
  readonly rounds: number
  /** The current number of wins in a row. Only rounds in which the person guessed count. */
  readonly streak: number
  /** The largest number of wins in a row so far. */
  readonly bestStreak: number
  /** Equal points and wins share a rank. */
  readonly rank: number
}

/**
 * The leaderboard. Rounds in which somebody did not guess neither continue nor break their streak.
 *
 * @param scores in the order in which the rounds ended
 */
export function guessLeaderboard(scores: readonly RoundScore[]): readonly GuessRank[] {
  const people = new Map<string, Omit<GuessRank, 'personId' | 'rank'>>()
  for (const { personId, points, won } of scores) {
    const before = people.get(personId) ?? { points: 0, wins: 0, rounds: 0, streak: 0, bestStreak: 0 }
    const streak = won ? before.streak + 1 : 0
    people.set(personId, {
      points: before.points + points,
      wins: before.wins + (won ? 1 : 0),
      rounds: before.rounds + 1,
      streak,
      bestStreak: Math.max(before.bestStreak, streak),
    })
  }
  const sorted = [...people]
    .map(([personId, facts]) => ({ personId, ...facts }))
    .sort((a, b) => b.points - a.points || b.wins - a.wins || (a.personId < b.personId ? -1 : 1))
  return sorted.map((one) => ({
    ...one,
    rank:
      1 +
      sorted.filter((other) => other.points > one.points || (other.points === one.points && other.wins > one.wins))
        .length,
  }))
}
