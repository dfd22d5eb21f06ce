import { z } from 'zod'
import { atLeastOne } from '#src/schemas.ts'
import type { ModeOf } from './modes/mode.ts'
import { modes } from './modes/registry.ts'
import type { PictureRef } from './picture-ref.ts'

export type Mode = keyof typeof modes

/** A request in any mode. Undefined fields take the defaults of the model and the mode. */
export type DrawRequest = z.infer<(typeof modes)[Mode]['request']>
/** A request with every default filled in. Together with the model's weights it determines the pictures completely. */
export type ResolvedRequest = z.infer<(typeof modes)[Mode]['resolved']>
/** A resolved request for a single drawing, as opposed to a sheet of several. */
export type ResolvedDrawing = ReturnType<(typeof modes)[Mode]['drawings']>[number]

const all = Object.values(modes)

export const drawRequest = z.discriminatedUnion('mode', atLeastOne(all.map(({ request }) => request)), {
  error: (issue) =>
    typeof issue.input === 'object' && issue.input !== null
      ? `must be one of ${Object.keys(modes).join(', ')}`
      : 'must be an object with a `mode`',
})

export const resolvedRequest = z.discriminatedUnion('mode', atLeastOne(all.map(({ resolved }) => resolved)))

/** The mode that a request belongs to. */
export function modeOf({ mode }: { readonly mode: Mode }): ModeOf<DrawRequest, ResolvedRequest, ResolvedDrawing> {
  return modes[mode]
}

/** Returns the request if it is a single drawing; undefined for a sheet of several. */
export function singleDrawing(resolved: ResolvedRequest): ResolvedDrawing | undefined {
  return modeOf(resolved)
    .drawings(resolved)
    .find((drawing) => drawing === resolved)
}

/**
 * Converts a resolved request back to one that a person could have sent, with every setting spelt out. Rerolls and remixes
 * start from it. Resolving it with the same model gives the same result. Undefined for a sheet of several drawings.
 */
export const toRequest = (resolved: ResolvedRequest): DrawRequest | undefined => modeOf(resolved).toRequest?.(resolved)

/** The pictures that must accompany a request, without duplicates. */
export function picturesOf(request: DrawRequest | ResolvedRequest): readonly PictureRef[] {
  const found = new Map(
    modeOf(request)
      .pictures(request)
      .map((picture) => [picture.sha256, picture]),
  )
  return [...found.values()]
}

/** The picture that a request repaints as a whole, for a before-and-after comparison, or undefined if there is none. */
export const repaintedPicture = (request: DrawRequest | ResolvedRequest): PictureRef | undefined =>
  modeOf(request).repaintedPicture?.(request)
