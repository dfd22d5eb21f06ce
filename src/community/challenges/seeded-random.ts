import { createHash } from 'node:crypto'

/**
 * Returns numbers in [0, 1) that depend on the words alone. Each is 32 bits of SHA-256 over the words and a counter, so that
 * a voter sees the same order after a restart.
 */
export function seededRandom(...words: readonly (string | number)[]): () => number {
  let counter = 0
  return () => {
    const digest = createHash('sha256')
      .update([...words, counter].join('\n'))
      .digest()
    counter += 1
    return digest.readUInt32BE(0) / 2 ** 32
  }
}

/** A shuffled copy (Fisher and Yates). `random` returns numbers in [0, 1). */
export function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  const result = [...items]
  for (let last = result.length - 1; last > 0; last -= 1) {
    const picked = Math.floor(random() * (last + 1))
    const [a, b] = [result[last], result[picked]]
    if (a !== undefined && b !== undefined) {
      result[last] = b
      result[picked] = a
    }
  }
  return result
}
