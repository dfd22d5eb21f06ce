import type { Challenge, Entry } from './challenge.ts'
import { seededRandom, shuffled } from './seeded-random.ts'

/** What one voter is shown, in an order of their own: single entries with stars, pairs with duels. */
export type Ballot = readonly (readonly Entry[])[]

/** The most pairs on one ballot. Each entry is then seen often enough, and nobody has to go on. */
const maxPairs = 60

/**
 * The ballot of one voter, without their own entries.
 *
 * The order is drawn from the challenge's secret seed and the voter's id, so that it differs from voter to voter, stays the
 * same for each, and tells nothing about when an entry came.
 */
export function ballotFor(
  { id, ballotSeed, voting }: Pick<Challenge, 'id' | 'ballotSeed' | 'voting'>,
  entries: readonly Entry[],
  voterId: string,
): Ballot {
  const random = seededRandom(id, ballotSeed, voterId)
  const known = entries.filter(({ personId }) => personId !== voterId).sort((a, b) => (a.id < b.id ? -1 : 1))
  const order = shuffled(known, random)
  return voting === 'stars' ? order.map((entry) => [entry]) : pairs(order, random)
}

/**
 * Pairs in rounds in which everyone appears once (the circle method of round-robin tournaments), so that also a voter who
 * stops early has seen every entry equally often. Sides are drawn.
 */
function pairs(order: readonly Entry[], random: () => number): Ballot {
  const seats: (Entry | undefined)[] = order.length % 2 === 0 ? [...order] : [...order, undefined]
  const [fixed, ...turning] = seats
  const found: (readonly Entry[])[] = []
  for (let round = 0; round < turning.length && found.length < maxPairs; round += 1) {
    const circle = [fixed, ...turning.slice(round), ...turning.slice(0, round)]
    for (let seat = 0; seat < circle.length / 2; seat += 1) {
      const [a, b] = [circle[seat], circle[circle.length - 1 - seat]]
      if (a !== undefined && b !== undefined) found.push(random() < 0.5 ? [a, b] : [b, a])
    }
  }
  return found.slice(0, maxPairs)
}
