import { cover } from '#src/image/cover.ts'
import { encodePng } from '#src/image/encode.ts'
import { encodeReadings } from '#src/image/encode-readings.ts'
import { fitBytes } from '#src/image/fit-bytes.ts'
import { gridOverlay, maskOverlay } from '#src/image/mask-preview.ts'
import { maskFor } from '#src/image/mask.ts'
import { movingPicture } from '#src/image/moving/moving-picture.ts'
import { storedLimits, openStored, openPicture, type OpenedPicture } from '#src/image/open-picture.ts'

import { pictureFormat } from '#src/image/picture-format.ts'
import { shrink } from '#src/image/shrink.ts'
import { stepBand, stepPages } from '#src/image/step-pages.ts'
import { hasTransparentPart } from '#src/image/transparent-part.ts'
import { imageJobs, type JobInput, type JobName, type JobOutput } from './jobs.ts'

type Work = { readonly [Name in JobName]: (input: JobInput<Name>) => Promise<JobOutput<Name>> }

const work: Work = {
  async inspect({ file, name, limits = storedLimits }) {
    const { format, picture, transparent } = await openPicture(file, name, limits)
    return { format, width: picture.width, height: picture.height, transparent }
  },
  fitBytes: async ({ file, limit }) => fitBytes(await openStored(file), limit, [], isPngOver(file, limit)),
  renderReadings: async ({ request, file }) => encodeReadings(request, await openStored(file)),
  async stepBand({ strip, shape }) {
    const band = stepBand(await openStored(strip), shape)
    return band === undefined ? null : encodePng(band)
  },
  async stepPages({ strip, shape }) {
    const pages = await stepPages(await openStored(strip), shape)
    return Promise.all(pages.map((page) => encodePng(page)))
  },
  async animate({ request, file, before, strip, limit }) {
    const sources = {
      ...(before && { before: await openStored(before) }),
      ...(strip && { strip: await openStored(strip) }),
    }
    return (await movingPicture(request, await openStored(file), limit, sources)) ?? null
  },
  cover: async ({ file, detail }) => cover(await openStored(file), detail),
  async gridOverlay({ file, maxLength }) {
    return encodePng(await gridOverlay(await shrink(await openStored(file), maxLength)))
  },
  async maskOverlay({ file, mask, maskFile, invert, maxLength }) {
    const opened = await openSmall(file, maxLength)
    const maskPicture = maskFile && (await openSmall(maskFile, maxLength))
    const made = await maskFor(mask, opened, maskPicture, invert)
    return { file: await encodePng(await maskOverlay(opened.picture, made.mask)), notices: [...made.notices] }
  },
}

/** Whether a file is a PNG that does not fit. Another PNG of its pixels would not fit either. */
function isPngOver(file: Uint8Array, limit: number): boolean {
  return file.length > limit && pictureFormat(file) === 'png'
}

/**
 * Does a job in the calling process.
 *
 * @throws ZodError for input that does not fit the name; UserError as the functions of `src/image` do
 */
export async function doWork<Name extends JobName>(name: Name, input: unknown): Promise<JobOutput<Name>> {
  return work[name](imageJobs[name].input.parse(input))
}

/** For previews, which need no more pixels than are shown. */
async function openSmall(file: Uint8Array, maxLength: number): Promise<OpenedPicture> {
  const opened = await openPicture(file, 'The picture', storedLimits)
  const picture = await shrink(opened.picture, maxLength)
  return { ...opened, picture, transparent: hasTransparentPart(picture) }
}
