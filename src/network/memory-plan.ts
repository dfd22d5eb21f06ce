/** A network that a picture needs, in the order in which they run. */
export interface PlannedNetwork {
  /** For people: `text encoder`, `stage I`. */
  readonly name: string
  /** The number of its weights. */
  readonly parameters: number
}

/** What memory a model takes, and whether it fits. */
export interface MemoryPlan {
  /** The bytes of the weights that are loaded at the same time at least: one network after another. */
  readonly least: number
  /** The bytes of all weights together, which saves loading them again for the next picture. */
  readonly together: number
  /** The network that decides what is needed at least. */
  readonly largest: string
  readonly fits: boolean
  readonly fitsTogether: boolean
}

/** Bytes of one weight in memory. All devices load weights as float32 (see `memoryOf`). */
const bytesPerWeight = 4

/**
 * Plans the memory of a model: its networks take turns, and each is freed before the next one where they do not fit together, as the
 * renderer's residency does it. Only weights are counted, not what a step computes with.
 *
 * @param budget the memory that all networks may take together, in bytes
 */
export function planMemory(networks: readonly PlannedNetwork[], budget: number): MemoryPlan {
  const largest = networks.reduce<PlannedNetwork | undefined>(
    (most, network) => (most === undefined || network.parameters > most.parameters ? network : most),
    undefined,
  )
  const least = (largest?.parameters ?? 0) * bytesPerWeight
  const together = networks.reduce((sum, { parameters }) => sum + parameters * bytesPerWeight, 0)
  return {
    least,
    together,
    largest: largest?.name ?? 'nothing',
    fits: least <= budget,
    fitsTogether: together <= budget,
  }
}
