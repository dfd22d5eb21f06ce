import type { Entry, Vote, VotingKind } from './challenge.ts'
import { strengths } from './bradley-terry.ts'

/** The final place of an entry. */
export interface Standing {
  readonly entryId: string
  readonly personId: string
  /** 1 is the winner. */
  readonly place: number
  /** Stars: the mean with its prior, from 1 to 5. Duels: the chance to win against an average entry, from 0 to 1. */
  readonly score: number
  /** How many votes it was part of. */
  readonly votes: number
}

/**
 * The prior of the mean of stars: every entry gets two extra votes of three stars, so that a single five does not beat
 * many fours.
 */
export const starPrior = { votes: 2, stars: 3 } as const

/**
 * The places of all entries, the winner first.
 *
 * Votes about removed entries do not count. With equal scores, more votes come first, then the earlier entry.
 */
export function standings(entries: readonly Entry[], votes: readonly Vote[], voting: VotingKind): readonly Standing[] {
  const scores = voting === 'stars' ? starScores(entries, votes) : duelScores(entries, votes)
  return entries
    .map((entry) => ({ entry, score: 0, votes: 0, ...scores.get(entry.id) }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        b.votes - a.votes ||
        a.entry.enteredAt - b.entry.enteredAt ||
        (a.entry.id < b.entry.id ? -1 : 1),
    )
    .map(({ entry, score, votes }, index) => ({
      entryId: entry.id,
      personId: entry.personId,
      place: index + 1,
      score,
      votes,
    }))
}

type Scores = ReadonlyMap<string, { readonly score: number; readonly votes: number }>

/** Rounds scores, so that the order of floating-point sums does not decide a tie. */
const rounded = (score: number): number => Math.round(score * 1e6) / 1e6

function starScores(entries: readonly Entry[], votes: readonly Vote[]): Scores {
  return new Map(
    entries.map(({ id }) => {
      const own = votes.filter(({ entryId, otherId }) => entryId === id && otherId === '')
      const stars = own.reduce((sum, { value }) => sum + value, starPrior.votes * starPrior.stars)
      return [id, { score: rounded(stars / (starPrior.votes + own.length)), votes: own.length }]
    }),
  )
}

function duelScores(entries: readonly Entry[], votes: readonly Vote[]): Scores {
  const ids = entries.map(({ id }) => id)
  const present = new Set(ids)
  const duels = votes.flatMap(({ entryId, otherId, value }) => {
    if (!present.has(entryId) || !present.has(otherId)) return []
    return [value === 1 ? { winner: entryId, loser: otherId } : { winner: otherId, loser: entryId }]
  })
  const strength = strengths(ids, duels)
  return new Map(
    ids.map((id) => {
      const own = duels.filter(({ winner, loser }) => winner === id || loser === id)
      const p = strength.get(id) ?? 1
      return [id, { score: rounded(p / (1 + p)), votes: own.length }]
    }),
  )
}
