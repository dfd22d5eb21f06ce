import type { Component } from '../component.ts'
import type { Planes } from '../planes.ts'
import { colourKind, grey } from './colour.ts'
import { lowHighKind } from './low-high.ts'
import { motionBlurred, motionKind } from './motion.ts'
import { tripleKind } from './triple.ts'

/** A method of decomposing a picture. */
export interface DecompositionKind {
  /** The name that requests use. */
  readonly name: string
  /** The names of its components. The last one is what people see first. */
  readonly components: readonly string[]
  /**
   * Creates its components, which sum to the identity.
   *
   * @param sigma standard deviation of the Gaussian (if it uses one), in pixels at 64 px
   */
  of(sigma: number): Readonly<Partial<Record<string, Component>>>
}

/** The decompositions of factorized diffusion (Geng et al., ECCV 2024). */
export const decompositions = {
  low_high: lowHighKind,
  triple: tripleKind,
  colour: colourKind,
  motion: motionKind,
} as const satisfies Readonly<Record<string, DecompositionKind>>
export type DecompositionName = keyof typeof decompositions

const kinds = Object.values(decompositions)
export const decompositionNames: readonly DecompositionName[] = kinds.map(({ name }) => name)

type ComponentOf<Kind extends DecompositionName> = (typeof decompositions)[Kind]['components'][number]
/** The names of all components, and `scale` for a part of a weighted sum, which is not a decomposition. */
export type ComponentName = ComponentOf<DecompositionName> | 'scale'

const finestFirst = kinds.toSorted((a, b) => b.components.length - a.components.length)
export const componentNames: readonly ComponentName[] = [
  ...new Set(finestFirst.flatMap(({ components }): readonly ComponentName[] => components)),
  'scale',
]

/** How a component of a picture is seen. */
export interface ComponentReading {
  readonly how: string
  /** The picture as it is then seen, [3, H, W] in [-1, 1]. Default: unchanged. */
  seen?(planes: Planes): Planes
  /** The size at which the picture is then seen, as a share of its own. Default: 1. */
  readonly share?: number
}

export const componentReadings: Readonly<Record<ComponentName, ComponentReading>> = {
  // 256 px become 32 px.
  low: { how: 'from far away', share: 1 / 8 },
  middle: { how: 'from a few steps', share: 1 / 3 },
  high: { how: 'from close by' },
  grey: { how: 'in dim light', seen: (planes) => grey.filter(planes) },
  colour: { how: 'in colour' },
  motion: { how: 'in motion', seen: motionBlurred },
  still: { how: 'standing still' },
  scale: { how: 'as it is' },
}
