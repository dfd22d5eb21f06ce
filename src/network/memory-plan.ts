import { UserError } from '#src/errors.ts'
import { gigabytes } from '#src/gigabytes.ts'

/** How a network's weights are held in memory. */
export type Precision = 'float32' | 'half' | '8-bit' | '4-bit'

/** A network that a picture needs, in the order in which they run. */
export interface PlannedNetwork {
  /** For people: `text encoder`, `stage I`. */
  readonly name: string
  /** The number of its weights. */
  readonly parameters: number
  /** The ways to load it beside the others, the preferred one first. */
  readonly together: readonly Precision[]
  /** The ways to load it alone, where not all fit together, the preferred one first. */
  readonly alone: readonly Precision[]
  /** Whether its files are in half precision. */
  readonly isHalf: boolean
  /** What loading takes for a moment beside weights in float32 where they are cast, in bytes for each weight: the halves, and copies. */
  readonly casting: number
  /** What a step computes with, in bytes. */
  readonly working: number
}

/** A network as it will be loaded. */
export interface Placement {
  readonly name: string
  readonly precision: Precision
  /** The largest memory that it takes, in bytes: weights and what a step computes with. */
  readonly bytes: number
}

/** What memory a model takes, and whether it fits. */
export interface MemoryPlan {
  readonly networks: readonly Placement[]
  /** The bytes that are needed at least: one network after another. */
  readonly least: number
  /** The bytes of all networks together, which saves loading them again for the next picture. */
  readonly together: number
  /** The network that decides what is needed at least. */
  readonly largest: string
  readonly fits: boolean
  readonly fitsTogether: boolean
}

/**
 * Bytes of one weight in memory. `half` stays in the mapped file and is cast as it is used. The last two hold matrices in 8 or 4 bit with
 * their scales. Measured on full-size networks, but for 4 bit.
 */
const bytesPerWeight: Readonly<Record<Precision, number>> = { float32: 4, half: 2, '8-bit': 0.975, '4-bit': 0.61 }

/**
 * What a step takes beside half-precision weights that are cast as they are used: the casts of some of them, in bytes for each weight and at
 * most, or a share of what it computes with. Measured on all sizes of IF.
 */
const castInSteps = { perWeight: 1.6, most: 1.1e9, shareOfWorking: 0.95 }

/** Networks with fewer weights load within what a step takes. */
const castingMatters = 1e8

const inWords: Readonly<Record<Precision, string>> = {
  float32: 'float32',
  half: 'half precision',
  '8-bit': '8 bit',
  '4-bit': '4 bit',
}

/**
 * Plans the memory of a model. If all networks fit together, nothing is loaded twice. Otherwise they take turns, each is freed before the
 * next one, and each gets the first precision that fits alone, or else the smallest.
 *
 * @param budget the memory that all networks may take together, in bytes
 */
export function planMemory(networks: readonly PlannedNetwork[], budget: number): MemoryPlan {
  const choices = Math.max(1, ...networks.map(({ together }) => together.length))
  const attempts = Array.from({ length: choices }, (_, choice) =>
    networks.map((network) => placed(network, network.together[Math.min(choice, network.together.length - 1)])),
  )
  const chosen =
    attempts.find((placements) => sum(placements) <= budget) ?? networks.map((network) => placedWithin(network, budget))
  const largest = chosen.reduce<Placement | undefined>(
    (found, placement) => (found === undefined || placement.bytes > found.bytes ? placement : found),
    undefined,
  )
  const least = largest?.bytes ?? 0
  return {
    networks: chosen,
    least,
    together: sum(chosen),
    largest: largest?.name ?? 'nothing',
    fits: least <= budget,
    fitsTogether: sum(chosen) <= budget,
  }
}

/** The plan in one line for the log. */
export function planInWords(plan: MemoryPlan, model: string, budget: number): string {
  const turns = plan.fitsTogether ? 'all stay loaded' : 'they take turns'
  return `Memory of ${model}: ${precisionsInWords(plan)}; ${turns} within ${gigabytes(budget)}.`
}

/** Each network with its precision and memory: `text encoder in 8 bit 5.15 GB, stage I …`. */
export function precisionsInWords({ networks }: MemoryPlan): string {
  return networks.map(({ name, precision, bytes }) => `${name} in ${inWords[precision]} ${gigabytes(bytes)}`).join(', ')
}

/** @throws UserError `model-too-large` where a network does not fit alone, saying what it would need */
export function requireFit({ networks, fits, least, largest }: MemoryPlan, model: string, budget: number): void {
  if (fits) return
  const precision = networks.find(({ name }) => name === largest)?.precision ?? 'float32'
  throw new UserError(
    'model-too-large',
    `The ${largest} of ${model} needs ${gigabytes(least)} of memory in ${inWords[precision]} and ${gigabytes(budget)} are allowed; use a smaller model, or set MEMORY_BUDGET to ${roundedUp(least)} if the machine has more.`,
    { network: largest, bytes: least, budget },
  )
}

/** An amount as `MEMORY_BUDGET` takes it, at least as large. */
function roundedUp(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)}MB` : `${(Math.ceil(bytes / 1e8) / 10).toFixed(1)}GB`
}

function placedWithin(network: PlannedNetwork, budget: number): Placement {
  const placements = network.alone.map((precision) => placed(network, precision))
  return placements.find(({ bytes }) => bytes <= budget) ?? placements.at(-1) ?? placed(network)
}

function placed(network: PlannedNetwork, precision: Precision = 'float32'): Placement {
  const { name, parameters, isHalf, casting, working } = network
  return { name, precision, bytes: parameters * bytesPerWeight[precision] + besideWeights() }

  function besideWeights(): number {
    if (!isHalf || parameters < castingMatters) return working
    if (precision === 'half') {
      const { perWeight, most, shareOfWorking } = castInSteps
      return Math.max(Math.min(perWeight * parameters, most), shareOfWorking * working)
    }
    // Steps reuse what loading took.
    return precision === 'float32' ? Math.max(casting * parameters, working) : working
  }
}

function sum(placements: readonly Placement[]): number {
  return placements.reduce((total, { bytes }) => total + bytes, 0)
}
