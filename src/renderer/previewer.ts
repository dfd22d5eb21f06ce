import { encodeWebp } from '#src/image/encode.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { resize } from '#src/pipeline/resize.ts'
import type { EncodedPicture } from './events.ts'

/** Makes previews no oftener than asked. */
export interface Previewer {
  /** The estimate as a small file, or undefined when the last one is too young. */
  of(estimate: Planes): Promise<EncodedPicture | undefined>
}

export interface PreviewOptions {
  readonly everyMilliseconds: number
  /** The longer side in pixels. */
  readonly edge: number
}

/** `now` is in milliseconds, from any start. */
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
