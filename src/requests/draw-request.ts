import { z } from 'zod'
import { atLeastOne } from '#src/schemas.ts'
import type { ModeOf } from './modes/mode.ts'
import { modes } from './modes/registry.ts'
import type { PictureRef } from './picture-ref.ts'

export type Mode = keyof typeof modes

/** What a person asks for, in any mode; undefined fields mean the defaults of the model and the mode. */
export type DrawRequest = z.infer<(typeof modes)[Mode]['request']>
/** The same with every default filled in: with the model's weights, all that decides what the pictures look like. */
export type ResolvedRequest = z.infer<(typeof modes)[Mode]['resolved']>
/** A resolved request that is one drawing, not a sheet of several. */
export type ResolvedDrawing = ReturnType<(typeof modes)[Mode]['drawings']>[number]

const all = Object.values(modes)

export const drawRequest = z.discriminatedUnion('mode', atLeastOne(all.map(({ request }) => request)), {
  error: (issue) =>
    typeof issue.input === 'object' && issue.input !== null
      ? `must be one of ${Object.keys(modes).join(', ')}`
      : 'must be an object with a `mode`',
})

export const resolvedRequest = z.discriminatedUnion('mode', atLeastOne(all.map(({ resolved }) => resolved)))

/** The mode of a request, to ask about it. */
export function modeOf({ mode }: { readonly mode: Mode }): ModeOf<DrawRequest, ResolvedRequest, ResolvedDrawing> {
  return modes[mode]
}

/** A resolved request that is one drawing; undefined for a sheet of several. */
export function singleDrawing(resolved: ResolvedRequest): ResolvedDrawing | undefined {
  return modeOf(resolved)
    .drawings(resolved)
    .find((drawing) => drawing === resolved)
}

/**
 * A resolved request as a person could have asked for it, with everything spelt out: what a reroll or a remix starts
 * from. Resolved again by the same model, it is the same. undefined for a sheet of several drawings.
 */
export const requestAgain = (resolved: ResolvedRequest): DrawRequest | undefined =>
  modeOf(resolved).requestAgain?.(resolved)

/** The pictures that must travel with a request, each once. */
export function picturesOf(request: DrawRequest | ResolvedRequest): readonly PictureRef[] {
  const found = new Map(
    modeOf(request)
      .pictures(request)
      .map((picture) => [picture.sha256, picture]),
  )
  return [...found.values()]
}

/** The picture that a request paints over as a whole, for people to compare; undefined where there is none. */
export const paintedOver = (request: DrawRequest | ResolvedRequest): PictureRef | undefined =>
  modeOf(request).paintedOver?.(request)
