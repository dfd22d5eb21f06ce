import type { Random } from './random.ts'

/** A file with some of its bytes changed, doubled, cut out or replaced: a mutation as fuzzers make them. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let mutated = Uint8Array.from(bytes)
  for (let change = 1 + random.below(8); change > 0; change -= 1) {
    // The header matters most, so half of the changes hit it.
    const at = random.chance(0.5) ? random.below(Math.min(64, mutated.length)) : random.below(mutated.length)
    const length = 1 + random.below(Math.max(1, Math.min(64, mutated.length - at)))
    switch (random.below(5)) {
      case 0:
        mutated[at] = (mutated[at] ?? 0) ^ (1 << random.below(8))
        break
      case 1:
        mutated.set(
          Array.from({ length: Math.min(length, mutated.length - at) }, () => random.below(256)),
          at,
        )
        break
      case 2:
        mutated = mutated.slice(0, Math.max(1, at))
        break
      case 3:
        mutated = Uint8Array.from(
          Buffer.concat([mutated.slice(0, at), mutated.slice(at, at + length), mutated.slice(at)]),
        )
        break
      default:
        // The largest values for lengths and sizes.
        mutated.set([255, 255, 255, 255].slice(0, Math.max(0, mutated.length - at)), at)
    }
    if (mutated.length === 0) return new Uint8Array([0])
  }
  return mutated
}
