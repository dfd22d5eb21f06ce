import { pipelineOf } from './encode.ts'
import type { Picture } from './picture.ts'
import { arrange } from './arrange.ts'
import { stepsOn } from './strip.ts'

/** How many steps stand side by side on a page: few enough to see each of them in a message. */
const inOneRow = 4
/** Pixels between the pictures of a page and of a band. */
const gap = 6

type Shape = Pick<Picture, 'width' | 'height'>

/**
 * The estimates of a strip as one slim band without letters: how the picture emerged, at a glance. Undefined if the
 * strip cannot be read.
 *
 * @param shape of the finished picture
 */
export function stepBand(strip: Picture, shape: Shape): Picture | undefined {
  const steps = stepsOn(strip, shape)
  return steps && arrange([steps.estimates], gap)
}

/**
 * All steps of a strip, twice as large and a few on each page: x_t, which the network saw, above x̂0, its estimate. The strip
 * itself where it cannot be read.
 *
 * @param shape of the finished picture
 */
export async function stepPages(strip: Picture, shape: Shape): Promise<readonly Picture[]> {
  const steps = stepsOn(strip, shape)
  if (steps === undefined) return [strip]
  const { labels, noisy, estimates } = steps
  const pages = Array.from({ length: Math.ceil(noisy.length / inOneRow) }, (_, page) => {
    const part = <T>(all: readonly T[]): readonly T[] => all.slice(page * inOneRow, (page + 1) * inOneRow)
    return arrange([part(labels), part(noisy), part(estimates)], gap)
  })
  return Promise.all(pages.map(twice))
}

async function twice(page: Picture): Promise<Picture> {
  const { data, info } = await pipelineOf(page)
    .resize(2 * page.width, 2 * page.height, { kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}
