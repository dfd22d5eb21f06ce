import { encodeWebp } from '#src/image/encode.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import type { Planes, Size } from '#src/pipeline/planes.ts'
import { resize } from '#src/pipeline/resize.ts'
import type { EncodedPicture } from './events.ts'

/** Makes previews at a limited rate. */
export interface Previewer {
  /** Encodes the estimate as a small file, or undefined if the last preview is too recent. */
  of(estimate: Planes): Promise<EncodedPicture | undefined>
}

export interface PreviewOptions {
  readonly everyMilliseconds: number
  /** The longer side of a preview, in pixels. */
  readonly edge: number
  /** Shows only coarse shapes, since a safety checker has not seen the picture yet. Default: false. */
  readonly coarse?: boolean
}

/** The longer side of what a coarse preview shows, in pixels: enough for shapes and colours. */
const coarseEdge = 12

/** @param now a clock in milliseconds; its zero is arbitrary */
export function createPreviewer(
  { everyMilliseconds, edge, coarse = false }: PreviewOptions,
  now: () => number,
): Previewer {
  let last = -Infinity
  return {
    async of(estimate) {
      if (now() - last < everyMilliseconds) return undefined
      last = now()
      const shown = coarse ? resize(estimate, sizeWithin(estimate, coarseEdge)) : estimate
      return encodeWebp(pictureOf(resize(shown, sizeWithin(estimate, edge))), 80)
    },
  }
}

function sizeWithin({ width, height }: Size, edge: number): Size {
  const scale = edge / Math.max(width, height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
