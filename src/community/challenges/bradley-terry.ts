/** The outcome of one comparison. */
export interface Duel {
  readonly winner: string
  readonly loser: string
}

/** The prior: every entry has also won and lost this many duels against an entry of strength 1. */
export const duelPrior = 1

const maxRounds = 2_000
const tolerance = 1e-10

/**
 * Strengths p of the Bradley–Terry model, in which i beats j with the chance p_i / (p_i + p_j).
 *
 * It is the maximum of the likelihood with the prior above, by the minorization–maximization steps of Hunter (2004, "MM
 * algorithms for generalized Bradley–Terry models", Annals of Statistics 32). The prior keeps every strength finite,
 * even of an entry that won or lost all its duels, and connects entries that never met.
 */
export function strengths(ids: readonly string[], duels: readonly Duel[]): ReadonlyMap<string, number> {
  const index = new Map(ids.map((id, at) => [id, at]))
  const wins = ids.map(() => duelPrior)
  const meetings = ids.map(() => new Map<number, number>())
  for (const { winner, loser } of duels) {
    const [w, l] = [index.get(winner), index.get(loser)]
    if (w === undefined || l === undefined || w === l) continue
    wins[w] = (wins[w] ?? 0) + 1
    meetings[w]?.set(l, (meetings[w].get(l) ?? 0) + 1)
    meetings[l]?.set(w, (meetings[l].get(w) ?? 0) + 1)
  }
  let p = ids.map(() => 1)
  for (let round = 0; round < maxRounds; round += 1) {
    const next = p.map((own, at) => {
      let weight = (2 * duelPrior) / (own + 1)
      for (const [other, times] of meetings[at] ?? []) weight += times / (own + (p[other] ?? 1))
      return (wins[at] ?? 0) / weight
    })
    const change = Math.max(0, ...next.map((value, at) => Math.abs(value - (p[at] ?? 1)) / value))
    p = next
    if (change < tolerance) break
  }
  return new Map(ids.map((id, at) => [id, p[at] ?? 1]))
}
