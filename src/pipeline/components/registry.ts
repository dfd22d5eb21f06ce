import type { Component } from '../component.ts'
import type { Planes } from '../planes.ts'
import { colourKind, grey } from './colour.ts'
import { lowHighKind } from './low-high.ts'
import { inMotion, motionKind } from './motion.ts'
import { tripleKind } from './triple.ts'

/** A method to take a picture apart. */
export interface DecompositionKind {
  /** As a request names it. */
  readonly name: string
  /** The names of its components. The last one is what a person sees first. */
  readonly components: readonly string[]
  /**
   * Its components; together they sum to the identity.
   *
   * @param sigma of the Gaussian in pixels at 64 px, where there is one
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
/** `scale` names a part of a sum of weighted estimates, which is no decomposition. */
export type ComponentName = ComponentOf<DecompositionName> | 'scale'

const finestFirst = kinds.toSorted((a, b) => b.components.length - a.components.length)
export const componentNames: readonly ComponentName[] = [
  ...new Set(finestFirst.flatMap(({ components }): readonly ComponentName[] => components)),
  'scale',
]

/** How a component of a picture is seen. */
export interface ComponentReading {
  readonly how: string
  /** What is then seen of the picture, [3, H, W] in [-1, 1]; absent: the picture as it is. */
  seen?(planes: Planes): Planes
  /** How small the picture then is, as a share of its size. Default: 1. */
  readonly share?: number
}

export const componentReadings: Readonly<Record<ComponentName, ComponentReading>> = {
  // A picture of 256 px becomes one of 32.
  low: { how: 'from far away', share: 1 / 8 },
  middle: { how: 'from a few steps', share: 1 / 3 },
  high: { how: 'from close by' },
  grey: { how: 'in dim light', seen: (planes) => grey.filter(planes) },
  colour: { how: 'in colour' },
  motion: { how: 'in motion', seen: inMotion },
  still: { how: 'standing still' },
  scale: { how: 'as it is' },
}
