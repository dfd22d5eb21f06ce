import { encodePng } from '#src/image/encode.ts'
import { enlarge } from '#src/image/enlarge.ts'
import { fitBytes } from '#src/image/fit-bytes.ts'
import { gridOverlay, maskOverlay } from '#src/image/mask-preview.ts'
import { maskFor } from '#src/image/mask.ts'
import { centred } from '#src/image/moving/canvas.ts'
import { movingPicture } from '#src/image/moving/moving-picture.ts'
import { keptLimits, openKept, openPicture, type OpenedPicture } from '#src/image/open-picture.ts'

import { planesOf } from '#src/image/planes-of.ts'
import { readingsOf } from '#src/image/readings.ts'
import { modeOf } from '#src/requests/draw-request.ts'
import { shrink } from '#src/image/shrink.ts'
import { hasTransparentPart } from '#src/image/transparent-part.ts'
import { type Answer, type Ask, imageWorkerJobs, type JobName } from './jobs.ts'

type Work = { readonly [Name in JobName]: (ask: Ask<Name>) => Promise<Answer<Name>> }

const work: Work = {
  async look({ file, name, limits = keptLimits }) {
    const { format, picture, transparent } = await openPicture(file, name, limits)
    return { format, width: picture.width, height: picture.height, transparent }
  },
  fit: async ({ file, limit }) => fitBytes(await openKept(file), limit),
  async readings({ request, file }) {
    const small = await openKept(file)
    const picture = enlarge(small)
    // A hybrid steps back from what is shown, not from the few pixels that it has; an anagram's pieces are whole pixels.
    const stepsBack = modeOf(request).nextReading === 'stepBack'
    const seen = await readingsOf(request, planesOf(stepsBack ? picture : small))
    // A small reading stays small beside a large one: it is set in the middle of as much room.
    return Promise.all(
      seen.map((reading) => encodePng(centred(stepsBack ? reading.picture : enlarge(reading.picture), picture))),
    )
  },
  async move({ request, file, before, strip, limit }) {
    const beginnings = {
      ...(before && { before: await openKept(before) }),
      ...(strip && { strip: await openKept(strip) }),
    }
    return (await movingPicture(request, await openKept(file), limit, beginnings)) ?? null
  },
  async grid({ file, longest }) {
    return encodePng(await gridOverlay(await shrink(await openKept(file), longest)))
  },
  async overlay({ file, mask, maskFile, invert, longest }) {
    const opened = await openSmall(file, longest)
    const maskPicture = maskFile && (await openSmall(maskFile, longest))
    const made = await maskFor(mask, opened, maskPicture, invert)
    return { file: await encodePng(await maskOverlay(opened.picture, made.mask)), notices: [...made.notices] }
  },
}

/**
 * Does a job in the process that it is called in.
 *
 * @throws ZodError for an ask that does not fit its name; UserError as the functions of `src/image` do
 */
export async function doWork<Name extends JobName>(name: Name, ask: unknown): Promise<Answer<Name>> {
  return work[name](imageWorkerJobs[name].asks.parse(ask))
}

/** For previews, which are looked at and not worked with. */
async function openSmall(file: Uint8Array, longest: number): Promise<OpenedPicture> {
  const opened = await openPicture(file, 'The picture', keptLimits)
  const picture = await shrink(opened.picture, longest)
  return { ...opened, picture, transparent: hasTransparentPart(picture) }
}
