import type { Planes } from '#src/pipeline/planes.ts'
import { crop } from './crop.ts'
import type { Picture } from './picture.ts'
import { pictureOf } from './planes-of.ts'
import { firstPlace, sheet, sheetGap, sheetMargin } from './sheet.ts'

/** A moment of the drawing. */
export interface StripStep {
  readonly timestep: number
  /** x at this level, as the network saw it, [3, H, W]. */
  readonly x: Planes
  /** The estimate of the finished picture at this level, [3, H, W], about [-1, 1]. */
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

/**
 * The pictures on a strip of square ones, as small as they stand there; undefined for anything else. The strip is all
 * that is kept of the steps, and what is shown of them later is made of it.
 */
export function stepsOn(
  page: Picture,
): { readonly noisy: readonly Picture[]; readonly estimates: readonly Picture[] } | undefined {
  const { left, top } = firstPlace(0, { rows: true, columns: true })
  const stride = edge + sheetGap
  const count = (page.width - left - sheetMargin + sheetGap) / stride
  if (!Number.isInteger(count) || count < 1) return undefined
  if (page.height !== top + 2 * stride - sheetGap + sheetMargin) return undefined
  const row = (n: number): Picture[] =>
    Array.from({ length: count }, (_, i) =>
      crop(page, { left: left + i * stride, top: top + n * stride, width: edge, height: edge }),
    )
  return { noisy: row(0), estimates: row(1) }
}

/** Which of `total` steps to keep for a strip of `most`: evenly spaced, the first and the last among them. */
export function stripIndices(total: number, most: number): number[] {
  if (total <= most) return Array.from({ length: total }, (_, i) => i)
  if (most <= 1) return most === 1 ? [total - 1] : []
  return Array.from({ length: most }, (_, i) => Math.round((i * (total - 1)) / (most - 1)))
}
