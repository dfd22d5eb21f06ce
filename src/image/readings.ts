import { readingsSeen } from '#src/pipeline/modes/registry.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Picture } from './picture.ts'
import { pictureOf } from './planes-of.ts'
import { fillFrame } from './fill-frame.ts'
import { sheet } from './sheet.ts'
import { shrink } from './shrink.ts'

/** One reading of a picture: how it is seen, and what it shows. */
export interface Reading {
  /** "in a mirror", "from far away" */
  readonly how: string
  readonly prompt: string
  /** The picture as it is then seen; smaller than the whole one where it is looked at from afar. */
  readonly picture: Picture
}

/** All readings of a picture, in the order in which its mode names them; none where it has but one. */
export async function readingsOf(request: ResolvedRequest, planes: Planes): Promise<Reading[]> {
  const words = modeOf(request).readings?.(request) ?? []
  const seen = readingsSeen(request, planes)
  return Promise.all(
    words
      .flatMap((reading, index) => {
        const here = seen[index]
        return here === undefined ? [] : [{ reading, here }]
      })
      .map(async ({ reading, here }) => ({ ...reading, picture: await smaller(here.planes, here.share) })),
  )
}

async function smaller(planes: Planes, share: number): Promise<Picture> {
  const picture = pictureOf(planes)
  return share === 1 ? picture : shrink(picture, Math.max(8, Math.round(Math.max(planes.width, planes.height) * share)))
}

/** The readings side by side, all equally large, or undefined if there is only one. */
export async function readingsSheet(request: ResolvedRequest, planes: Planes): Promise<Picture | undefined> {
  const readings = await readingsOf(request, planes)
  if (readings.length < 2) return undefined
  const fromAfar = modeOf(request).nextReading === 'stepBack'
  const cells = await Promise.all(
    readings.map(async ({ prompt, picture }) => ({
      picture: fromAfar ? await fillFrame(picture, planes) : picture,
      caption: prompt,
    })),
  )
  return sheet([cells], { columns: readings.map(({ how }) => how) })
}
