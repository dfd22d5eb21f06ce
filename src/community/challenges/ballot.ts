import type { Challenge, Entry } from './challenge.ts'
import { seededRandom, shuffled } from './seeded-random.ts'

/** The entries that one voter sees, in an order of their own: single entries with stars, pairs with duels. */
export type Ballot = readonly (readonly Entry[])[]

/** The maximum number of pairs on one ballot. They show each entry often enough without tiring the voter. */
const maxPairs = 60

/**
 * The ballot of one voter, without their own entries.
 *
 * The order follows from the challenge's secret seed and the voter's id. It differs between voters, stays the same for
 * each, and reveals nothing about the order of entering.
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
 * Pairs in rounds in which every entry appears once (the circle method of round-robin tournaments). So a voter who stops
 * early has seen all entries about equally often. Sides are random.
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
