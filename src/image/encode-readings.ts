import { modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import { encodePng, type EncodedPicture } from './encode.ts'
import { enlarge } from './enlarge.ts'
import { fillFrame } from './fill-frame.ts'
import { centred } from './moving/canvas.ts'
import type { Picture } from './picture.ts'
import { planesOf } from './planes-of.ts'
import { readingsOf } from './readings.ts'

/**
 * Every reading of a picture as a PNG of the size at which the picture is shown, in the order of its prompts. Empty for
 * a picture with one reading.
 */
export async function encodeReadings(request: ResolvedRequest, picture: Picture): Promise<EncodedPicture[]> {
  const mode = modeOf(request)
  if (mode.readings === undefined) return []
  const shown = enlarge(picture)
  // A hybrid is blurred at the size at which it is shown; an anagram's pieces are whole pixels of the small picture.
  const stepsBack = mode.nextReading === 'stepBack'
  const readings = await readingsOf(request, planesOf(stepsBack ? shown : picture))
  // A reading from afar has lost its details. It is shown as large as the others, or nobody could make it out.
  return Promise.all(
    readings.map(async ({ picture }) =>
      encodePng(stepsBack ? await fillFrame(picture, shown) : centred(enlarge(picture), shown)),
    ),
  )
}
