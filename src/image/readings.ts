import { grey } from '#src/pipeline/components/colour.ts'
import { inMotion } from '#src/pipeline/components/motion.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { viewOf } from '#src/pipeline/views/view-of.ts'
import type { ResolvedDrawing } from '#src/requests/draw-request.ts'
import { hybridMeanings } from '#src/requests/hybrid-meanings.ts'
import type { ComponentName, ResolvedHybrid } from '#src/requests/modes/hybrid.ts'
import { viewLabels } from '#src/requests/view-spec.ts'
import type { Picture } from './picture.ts'
import { pictureOf } from './planes-of.ts'
import { sheet } from './sheet.ts'
import { shrink } from './shrink.ts'

/** One of the meanings of a picture: how to look at it, and what is to be seen then. */
export interface Reading {
  /** "in a mirror", "from far away" */
  readonly how: string
  readonly prompt: string
  /** The picture as it is then seen; smaller than the whole one where it is looked at from afar. */
  readonly picture: Picture
}

/** All meanings of a picture, in the order of its prompts; none where it has but one. */
export async function readingsOf(request: ResolvedDrawing, planes: Planes): Promise<Reading[]> {
  if (request.mode === 'anagram') {
    return request.readings.map(({ prompt, view }) => ({
      how: viewLabels[view.name],
      prompt,
      picture: pictureOf(viewOf(view).apply(planes)),
    }))
  }
  if (request.mode !== 'hybrid') return []
  return Promise.all(
    hybridMeanings(request).map(async ({ component, prompt }) => ({
      how: looks[component].how,
      prompt,
      picture: await looks[component].at(planes, request),
    })),
  )
}

interface Look {
  readonly how: string
  at(planes: Planes, request: ResolvedHybrid): Promise<Picture> | Picture
}

/** A picture of 256 px becomes one of 32. */
const far = 1 / 8
const away = 1 / 3

/** How each component comes out. */
const looks: Readonly<Record<ComponentName, Look>> = {
  low: { how: 'from far away', at: async (planes) => smaller(planes, far) },
  middle: { how: 'from a few steps', at: async (planes) => smaller(planes, away) },
  high: { how: 'from close by', at: pictureOf },
  grey: { how: 'in dim light', at: (planes) => pictureOf(grey.filter(planes)) },
  colour: { how: 'in colour', at: pictureOf },
  motion: { how: 'in motion', at: (planes) => pictureOf(inMotion(planes)) },
  still: { how: 'standing still', at: pictureOf },
  scale: { how: 'as it is', at: pictureOf },
}

async function smaller(planes: Planes, share: number): Promise<Picture> {
  return shrink(pictureOf(planes), Math.max(8, Math.round(Math.max(planes.width, planes.height) * share)))
}

/** The meanings side by side, each in its size; undefined where there is but one. */
export async function readingsSheet(request: ResolvedDrawing, planes: Planes): Promise<Picture | undefined> {
  const readings = await readingsOf(request, planes)
  if (readings.length < 2) return undefined
  const whole = Math.max(planes.width, planes.height)
  const edge = 256
  const cells = readings.map(({ prompt, picture }) => ({
    picture,
    caption: prompt,
    edge: Math.round((edge * Math.max(picture.width, picture.height)) / whole),
  }))
  return sheet([cells], { columns: readings.map(({ how }) => how), edge })
}
