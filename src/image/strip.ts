import type { Planes } from '#src/pipeline/planes.ts'
import type { Picture } from './picture.ts'
import { pictureOf } from './planes-of.ts'
import { sheet } from './sheet.ts'

/** A moment of the drawing. */
export interface StripStep {
  readonly timestep: number
  /** x at this level, as the network saw it, [3, H, W]. */
  readonly x: Planes
  /** The estimate of the finished picture at this level, [3, H, W] in [-1, 1]. */
  readonly estimate: Planes
}

/** The longer side of each picture of a strip. */
const edge = 128

/**
 * The steps side by side, each with its timestep: above x_t, as noisy as the network saw it, below x̂0, how it
 * expected it to end.
 */
export async function strip(steps: readonly StripStep[]): Promise<Picture> {
  const noisy = steps.map(({ x }) => ({ picture: pictureOf(x) }))
  const estimates = steps.map(({ estimate }) => ({ picture: pictureOf(estimate) }))
  return sheet([noisy, estimates], {
    rows: ['x_t: what the network sees', 'x_0: what it makes of it'],
    columns: steps.map(({ timestep, x }) => `t = ${timestep} · ${Math.max(x.width, x.height)} px`),
    edge,
  })
}

/** Which of `total` steps to keep for a strip of `most`: evenly spaced, the first and the last among them. */
export function stripIndices(total: number, most: number): number[] {
  if (total <= most) return Array.from({ length: total }, (_, i) => i)
  if (most <= 1) return most === 1 ? [total - 1] : []
  return Array.from({ length: most }, (_, i) => Math.round((i * (total - 1)) / (most - 1)))
}
