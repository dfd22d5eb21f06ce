import type { Planes } from '#src/pipeline/planes.ts'
import { psnr } from '#src/pipeline/psnr.ts'
import type { ResolvedDenoise } from '#src/requests/modes/denoise.ts'
import type { Picture } from './picture.ts'
import { pictureOf } from './planes-of.ts'
import { sheet, type SheetCell } from './sheet.ts'

/** One level of a denoising study. All planes are [3, H, W] at the size at which the network saw the picture. */
export interface CleanedLevel {
  readonly level: number
  /** The ratio of signal to noise at this level. */
  readonly signalToNoise: number
  /** The picture noised to this level, and the same after a Gaussian blur. */
  readonly noised: Planes
  readonly blurred: Planes
  readonly oneStep: Planes
  readonly iterative: Planes
}

/**
 * The study as one sheet with a row per level: the noised picture, a Gaussian blur of it, the network's result in one
 * step and step by step, each with its similarity to the original in decibels (PSNR).
 */
export async function denoisingSheet(
  request: ResolvedDenoise,
  original: Planes,
  levels: readonly CleanedLevel[],
): Promise<Picture> {
  const { blurSigma, stride, prompt } = request
  const likeness = (planes: Planes): SheetCell => ({
    picture: pictureOf(planes),
    caption: `${psnr(planes, original).toFixed(1)} dB`,
  })
  const rows = levels.map(({ noised, blurred, oneStep, iterative }): SheetCell[] => [
    { picture: pictureOf(original), caption: 'the original' },
    likeness(noised),
    likeness(blurred),
    likeness(oneStep),
    likeness(iterative),
  ])
  return sheet(rows, {
    title: prompt,
    rows: levels.map(({ level, signalToNoise }) => `t = ${level}: signal to noise ${signalToNoise.toPrecision(2)}`),
    columns: ['original', 'noised', `Gaussian blur, σ ${blurSigma}`, 'one step', `in steps of ${stride}`],
    edge: 160,
  })
}
