import { createHash } from 'node:crypto'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/refusals.ts'
import type { PictureRef } from '#src/requests/picture-ref.ts'
import type { Store } from '#src/store/store.ts'
import type { FetchAttachment } from '../transport/fetch-attachment.ts'
import { nameOf, type PictureSource, type PictureSources } from './picture-source.ts'
import type { PictureRefs } from '#src/requests/request-template.ts'

/** Refuses, with a UserError, a file that is no picture or has too many pixels to decode. */
export type Inspect = (bytes: Uint8Array, name: string) => Promise<unknown>

/** Pictures that were fetched and checked. */
export interface FetchedPictures {
  /** By the name of their slot. */
  readonly refs: PictureRefs
  /** By sha256. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** @throws UserError where a picture cannot be fetched, is none, or is no longer in the store */
export type FetchPictures = (sources: PictureSources) => Promise<FetchedPictures>

export function createFetchPictures(parts: {
  readonly store: Pick<Store, 'pictures'>
  readonly fetchAttachment: FetchAttachment
  readonly inspect: Inspect
}): FetchPictures {
  const { store, fetchAttachment, inspect } = parts

  async function bytesOf(source: PictureSource): Promise<Uint8Array> {
    if (source.from === 'store') {
      const stored = await store.pictures.get(source.sha256)
      if (stored === null) throw new UserError('picture-gone', refused.gone)
      return stored
    }
    const bytes = await fetchAttachment(source.attachment)
    await inspect(bytes, source.attachment.name)
    return bytes
  }

  return async (sources) => {
    const refs: Record<string, PictureRef> = {}
    const files = new Map<string, Uint8Array>()
    for (const [slot, source] of Object.entries(sources)) {
      const bytes = await bytesOf(source)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      refs[slot] = { sha256, name: nameOf(source) }
      files.set(sha256, bytes)
    }
    return { refs, files }
  }
}
