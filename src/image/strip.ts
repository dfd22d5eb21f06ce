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

/** The steps of a strip, cut apart. */
interface CutStrip {
  readonly noisy: readonly Picture[]
  readonly estimates: readonly Picture[]
  /** The timestep above each step. */
  readonly labels: readonly Picture[]
}

/**
 * Cuts a strip apart; undefined for anything else. Only the strip is stored, so whatever shows the steps later is made from it.
 *
 * @param shape of the pictures on it. Default: square.
 */
export function stepsOn(
  page: Picture,
  shape: Pick<Picture, 'width' | 'height'> = { width: 1, height: 1 },
): CutStrip | undefined {
  const { left, columnTop, top } = firstPlace(0, { rows: true, columns: true })
  const stride = edge + sheetGap
  const count = (page.width - left - sheetMargin + sheetGap) / stride
  const scale = edge / Math.max(shape.width, shape.height)
  const width = Math.round(shape.width * scale)
  const height = (page.height - top - sheetGap - sheetMargin) / 2
  if (!Number.isInteger(count) || count < 1) return undefined
  if (!Number.isInteger(height) || Math.abs(height - shape.height * scale) > 1) return undefined
  const aside = Math.floor((edge - width) / 2)
  const cut = (
    at: number,
    size: { readonly left: number; readonly width: number; readonly height: number },
  ): Picture[] =>
    Array.from({ length: count }, (_, i) => crop(page, { ...size, left: left + size.left + i * stride, top: at }))
  const picture = { left: aside, width, height }
  return {
    noisy: cut(top, picture),
    estimates: cut(top + height + sheetGap, picture),
    labels: cut(columnTop, { left: 0, width: edge, height: top - columnTop }),
  }
}

/** Which of `total` steps to keep for a strip of at most `maxSteps`: evenly spaced, with the first and the last. */
export function stripIndices(total: number, maxSteps: number): number[] {
  if (total <= maxSteps) return Array.from({ length: total }, (_, i) => i)
  if (maxSteps <= 1) return maxSteps === 1 ? [total - 1] : []
  return Array.from({ length: maxSteps }, (_, i) => Math.round((i * (total - 1)) / (maxSteps - 1)))
}
