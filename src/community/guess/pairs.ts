import type { RequestTemplate } from '#src/requests/request-template.ts'

/** Two things that fit into one picture. */
export interface Pair {
  readonly kind: 'anagram' | 'hybrid'
  /** What an anagram shows as it is, or a hybrid from a distance. */
  readonly first: string
  /** What an anagram shows upside down, or a hybrid up close. */
  readonly second: string
}

const anagram = (first: string, second: string): Pair => ({ kind: 'anagram', first, second })
const hybrid = (first: string, second: string): Pair => ({ kind: 'hybrid', first, second })

/** Pairs that the included model draws well: both readings were found in its pictures (see its card). */
export const pairs: readonly Pair[] = [
  anagram('a light bulb', 'a skull'),
  anagram('fire', 'a tulip'),
  anagram('an umbrella', 'a sailboat'),
  anagram('a snowman', 'a light bulb'),
  anagram('a mountain', 'a gem'),
  anagram('a skull', 'a mushroom'),
  anagram('an ice cream', 'a sailboat'),
  anagram('coffee', 'a balloon'),
  anagram('an old woman', 'a balloon'),
  anagram('a horse', 'a tree'),
  anagram('a skull', 'a flower'),
  anagram('a cat', 'a dog'),
  anagram('a lion', 'a fox'),
  anagram('a bell', 'a tulip'),
  anagram('an apple', 'a heart'),
  anagram('a penguin', 'a light bulb'),
  hybrid('a sunflower', 'a skull'),
  hybrid('a waterfall', 'a skull'),
  hybrid('a panda', 'a skull'),
  hybrid('a tree', 'an owl'),
  hybrid('a hamburger', 'a rabbit'),
  hybrid('grapes', 'an apple'),
  hybrid('a mountain', 'a fox'),
  hybrid('a bee', 'a sailboat'),
]

/** The name under which a round stores its pair. */
export const pairName = ({ kind, first, second }: Pair): string => `${kind}: ${first} | ${second}`

/** The request that draws a pair. */
export function requestFor({ kind, first, second }: Pair): RequestTemplate {
  if (kind === 'hybrid')
    return {
      mode: 'hybrid',
      kind: 'low_high',
      parts: [
        { component: 'low', prompt: first },
        { component: 'high', prompt: second },
      ],
    }
  return {
    mode: 'anagram',
    readings: [
      { prompt: first, view: { name: 'identity' } },
      { prompt: second, view: { name: 'rotate_180' } },
    ],
  }
}

/**
 * Chooses a pair that the model can draw. It avoids the pairs of the latest rounds as long as there are others.
 *
 * @param subjects what the model was taught; empty if that is unknown, so that every pair is possible
 * @param recent the names of the pairs of the latest rounds
 * @param random in [0, 1)
 */
export function pickPair(subjects: readonly string[], recent: readonly string[], random: () => number): Pair {
  const known = new Set(subjects.map((one) => one.toLowerCase()))
  const drawable = pairs.filter(({ first, second }) => known.size === 0 || (known.has(first) && known.has(second)))
  const open = drawable.length > 0 ? drawable : pairs
  const fresh = open.filter((pair) => !recent.includes(pairName(pair)))
  const choices = fresh.length > 0 ? fresh : open
  const picked = choices[Math.floor(random() * choices.length)] ?? choices[0]
  if (picked === undefined) throw new RangeError('There are no pairs')
  return picked
}
