import { encodeWebp } from '#src/image/encode.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { resize } from '#src/pipeline/resize.ts'
import type { EncodedPicture } from './events.ts'

/** Makes previews at a limited rate. */
export interface Previewer {
  /** Encodes the estimate as a small file; undefined if the last preview is too recent. */
  of(estimate: Planes): Promise<EncodedPicture | undefined>
}

export interface PreviewOptions {
  readonly everyMilliseconds: number
  /** The longer side of a preview, in pixels. */
  readonly edge: number
}

/** @param now a clock in milliseconds; its zero is arbitrary */
export function createPreviewer({ everyMilliseconds, edge }: PreviewOptions, now: () => number): Previewer {
  let last = -Infinity
  return {
    async of(estimate) {
      if (now() - last < everyMilliseconds) return undefined
      last = now()
      const scale = edge / Math.max(estimate.width, estimate.height)
      const size = { width: Math.round(estimate.width * scale), height: Math.round(estimate.height * scale) }
      return encodeWebp(pictureOf(resize(estimate, size)), 80)
    },
  }
}
