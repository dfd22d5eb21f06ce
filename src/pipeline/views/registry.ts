import { z } from 'zod'
import { atLeastOne } from '#src/schemas.ts'
import type { View } from '../view.ts'
import { flipView } from './flip.ts'
import { identityView } from './identity.ts'
import { innerCircleView } from './inner-circle.ts'
import { jigsawView } from './jigsaw.ts'
import { negateView } from './negate.ts'
import { patchPermuteView, pixelPermuteView } from './patch-permute.ts'
import { rotateClockwiseView, rotateCounterClockwiseView, rotateHalfView } from './rotate.ts'
import { skewView } from './skew.ts'
import { squareHingeView } from './square-hinge.ts'
import type { ViewDescriptor } from './view-descriptor.ts'

/**
 * All views by name, in the order in which they are offered. Names and defaults follow the visual anagrams code
 * (dangeng/visual_anagrams, views/__init__.py).
 */
const all = {
  identity: identityView,
  flip: flipView,
  rotate_cw: rotateClockwiseView,
  rotate_ccw: rotateCounterClockwiseView,
  rotate_180: rotateHalfView,
  negate: negateView,
  skew: skewView,
  patch_permute: patchPermuteView,
  pixel_permute: pixelPermuteView,
  jigsaw: jigsawView,
  inner_circle: innerCircleView,
  square_hinge: squareHingeView,
} as const

export type ViewName = keyof typeof all
/** A view and its parameters, as a request states them. */
export type ViewSpec = z.infer<(typeof all)[ViewName]['schema']>

const views: Readonly<Record<ViewName, ViewDescriptor<ViewSpec>>> = all

export const viewNames: readonly ViewName[] = Object.values(all).map(({ name }) => name)

export const viewSpec = z.discriminatedUnion('name', atLeastOne(Object.values(all).map(({ schema }) => schema)), {
  error: `must be one of ${viewNames.join(', ')}`,
})

/** Describes a view in words: "upside down". */
export const viewLabel = (name: ViewName): string => views[name].label

/** The key of a view, with all defaults filled in. Views with the same key show the same picture, however they are written. */
export const viewKey = (spec: ViewSpec): string => views[spec.name].key(spec)

/** Creates the view that a request names. */
export const viewOf = (spec: ViewSpec): View => views[spec.name].of(spec)
