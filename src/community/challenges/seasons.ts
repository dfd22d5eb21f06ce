import type { Standing } from './standings.ts'

/** The season of a moment (milliseconds since 1970): a quarter of the year in UTC, such as `2026-Q4`. */
export function seasonOf(moment: number): string {
  const date = new Date(moment)
  return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`
}

/** A season as people write it; undefined if it is none. */
export function seasonIn(text: string): string | undefined {
  const season = text.trim().toUpperCase()
  return /^\d{4}-Q[1-4]$/.test(season) ? season : undefined
}

/** Points by place; everyone else who took part gets one. */
const pointsOf = (place: number): number => [5, 3, 2][place - 1] ?? 1

/** One person's row on the leaderboard of a season. */
export interface SeasonRank {
  readonly personId: string
  readonly points: number
  readonly wins: number
  /** In how many challenges the person took part. */
  readonly challenges: number
  /** Equal points share a rank. */
  readonly rank: number
}

/**
 * The leaderboard of a season. In each challenge, a person's best entry counts. With equal points, more wins come first.
 *
 * @param results - the standings of each challenge of the season
 */
export function leaderboard(
  results: readonly (readonly Pick<Standing, 'personId' | 'place'>[])[],
): readonly SeasonRank[] {
  const people = new Map<string, { points: number; wins: number; challenges: number }>()
  for (const standings of results) {
    const best = new Map<string, number>()
    for (const { personId, place } of standings) best.set(personId, Math.min(place, best.get(personId) ?? place))
    for (const [personId, place] of best) {
      const known = people.get(personId) ?? { points: 0, wins: 0, challenges: 0 }
      people.set(personId, {
        points: known.points + pointsOf(place),
        wins: known.wins + (place === 1 ? 1 : 0),
        challenges: known.challenges + 1,
      })
    }
  }
  const sorted = [...people].sort(
    ([idA, a], [idB, b]) => b.points - a.points || b.wins - a.wins || (idA < idB ? -1 : 1),
  )
  return sorted.map(([personId, facts]) => ({
    personId,
    ...facts,
    rank:
      1 +
      sorted.filter(
        ([, other]) => other.points > facts.points || (other.points === facts.points && other.wins > facts.wins),
      ).length,
  }))
}
