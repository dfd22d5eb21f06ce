import type { DenoisingStudy } from '#src/pipeline/modes/denoising-study.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { psnr } from '#src/pipeline/psnr.ts'
import type { Picture } from './picture.ts'
import { pictureOf } from './planes-of.ts'
import { sheet, type SheetCell } from './sheet.ts'

/**
 * The study as one sheet with a row per level: the noised picture, a Gaussian blur of it, the network's result in one
 * step and step by step, each with its similarity to the original in decibels (PSNR).
 *
 * @param drawn two pictures a level: in one step, then step by step, both from the same noise
 */
export async function denoisingSheet(
  { original, levels, title, stride, blurSigma }: DenoisingStudy,
  drawn: readonly { readonly planes: Planes }[],
): Promise<Picture> {
  const likeness = (planes: Planes): SheetCell => ({
    picture: pictureOf(planes),
    caption: `${psnr(planes, original).toFixed(1)} dB`,
  })
  const rows = levels.map(({ noised, blurred }, row): SheetCell[] => [
    { picture: pictureOf(original), caption: 'the original' },
    likeness(noised),
    likeness(blurred),
    ...drawn.slice(2 * row, 2 * row + 2).map(({ planes }) => likeness(planes)),
  ])
  return sheet(rows, {
    title,
    rows: levels.map(({ level, signalToNoise }) => `t = ${level}: signal to noise ${signalToNoise.toPrecision(2)}`),
    columns: ['original', 'noised', `Gaussian blur, σ ${blurSigma}`, 'one step', `in steps of ${stride}`],
    edge: 160,
  })
}
