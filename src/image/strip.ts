import type { Planes } from '#src/pipeline/planes.ts'
import { crop } from './crop.ts'
import type { Picture } from './picture.ts'
import { pictureOf } from './planes-of.ts'
import { firstPlace, sheet, sheetGap, sheetMargin } from './sheet.ts'

/** A step on a strip. */
export interface StripStep {
  readonly timestep: number
  /** x at this level, which the network saw, [3, H, W]. */
  readonly x: Planes
  /** The estimate of the finished picture at this level, [3, H, W], about [-1, 1]. */
  readonly estimate: Planes
}

/** The longer side of each picture on a strip, in pixels. */
const edge = 128

/**
 * Shows steps side by side with their timesteps. The upper row has x_t, which the network saw, the lower row x̂0, its
 * estimate of the finished picture.
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
 * Cuts a strip of square pictures apart; undefined for anything else. Only the strip is stored, so whatever shows the steps
 * later is made from it.
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

/** Which of `total` steps to keep for a strip of at most `maxSteps`: evenly spaced, with the first and the last. */
export function stripIndices(total: number, maxSteps: number): number[] {
  if (total <= maxSteps) return Array.from({ length: total }, (_, i) => i)
  if (maxSteps <= 1) return maxSteps === 1 ? [total - 1] : []
  return Array.from({ length: maxSteps }, (_, i) => Math.round((i * (total - 1)) / (maxSteps - 1)))
}
