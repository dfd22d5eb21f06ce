import type { PullTarget } from '#src/hub/plan-pull.ts'
import { planMemory, type PlannedNetwork } from '#src/network/memory-plan.ts'
import { textEncoderPrecisions, unetPrecisions } from '#src/network/planned-networks.ts'

/** A published network: its repository, the number of its weights, and what a step computes with (bytes, see `unetWorking`). */
interface Published {
  readonly repository: string
  readonly parameters: number
  readonly working: number
}

/** Stage I by its size. */
export const stageOne = {
  M: { repository: 'DeepFloyd/IF-I-M-v1.0', parameters: 371.606e6, working: 0.389e9 },
  L: { repository: 'DeepFloyd/IF-I-L-v1.0', parameters: 935.366e6, working: 0.515e9 },
  XL: { repository: 'DeepFloyd/IF-I-XL-v1.0', parameters: 4304.695e6, working: 0.893e9 },
} as const satisfies Record<string, Published>

/** Stage II by its size. */
export const stageTwo = {
  M: { repository: 'DeepFloyd/IF-II-M-v1.0', parameters: 460.997e6, working: 1.522e9 },
  L: { repository: 'DeepFloyd/IF-II-L-v1.0', parameters: 1243.277e6, working: 2.403e9 },
} as const satisfies Record<string, Published>

/** The encoder of T5-v1.1-XXL, which all sizes share. */
const textEncoder: PlannedNetwork = {
  name: 'text encoder',
  parameters: 4762e6,
  working: 0.097e9,
  ...textEncoderPrecisions(true, undefined),
}

export const sizes = ['M', 'L', 'XL'] as const
export const upscalers = ['M', 'L', 'none'] as const
export type Size = (typeof sizes)[number]
export type Upscaler = (typeof upscalers)[number]

/** The stage II that goes with a stage I. */
export const defaultUpscaler: Readonly<Record<Size, Upscaler>> = { M: 'M', L: 'L', XL: 'L' }

/** The networks that one picture of a cascade needs. */
export function networksOf(size: Size, upscaler: Upscaler): readonly PlannedNetwork[] {
  return [
    textEncoder,
    planned('stage I', stageOne[size]),
    ...(upscaler === 'none' ? [] : [planned('stage II', stageTwo[upscaler])]),
  ]
}

function planned(name: string, { parameters, working }: Published): PlannedNetwork {
  return { name, parameters, working, ...unetPrecisions(true) }
}

/** The largest size whose networks each fit into the budget, M if none does. */
export function sizeFor(budget: number): Size {
  return sizes.findLast((size) => planMemory(networksOf(size, defaultUpscaler[size]), budget).fits) ?? 'M'
}

/** The repositories of a cascade. Its folder is named after what it holds. */
export function deepfloydTarget(size: Size, upscaler: Upscaler): PullTarget {
  const suffix =
    upscaler === 'none' ? '-64px' : upscaler === defaultUpscaler[size] ? '' : `-with-ii-${upscaler.toLowerCase()}`
  const source = (repository: string, folder: string) => ({ repository, revision: 'main', folder })
  return {
    name: `deepfloyd-${size.toLowerCase()}${suffix}`,
    sources: [
      source(stageOne[size].repository, 'stage_1'),
      ...(upscaler === 'none' ? [] : [source(stageTwo[upscaler].repository, 'stage_2')]),
    ],
  }
}
