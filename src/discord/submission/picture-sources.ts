import { createHash } from 'node:crypto'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { PictureRef } from '#src/requests/picture-ref.ts'
import { picturesOf } from '#src/requests/pictures-of.ts'
import type { Store } from '#src/store/store.ts'
import type { AttachmentFacts, FetchAttachment } from '../transport/fetch-attachment.ts'

/** Where a picture of a wish comes from: attached just now, or made here before. */
export type PictureSource =
  | { readonly from: 'attachment'; readonly attachment: AttachmentFacts }
  | { readonly from: 'store'; readonly sha256: string; readonly name: string }

export type PictureSources = Readonly<Record<string, PictureSource>>
/** The same pictures as a request speaks of them, under the same names. */
export type PictureRefs = Readonly<Record<string, PictureRef>>

/** Looks at a file's head: refuses with a UserError what is no picture, or one with too many pixels to decode. */
export type Inspect = (bytes: Uint8Array, name: string) => Promise<void>

const nameOf = (source: PictureSource): string =>
  (source.from === 'attachment' ? source.attachment.name : source.name).slice(0, 255)

/**
 * References with the right names and no content yet: enough to check a request's other fields. Each key has a sum of
 * its own, by which it is found again in what was said.
 */
export const placeholders = (sources: PictureSources): PictureRefs =>
  Object.fromEntries(
    Object.entries(sources).map(([key, source]) => [
      key,
      { sha256: sumOf(`placeholder ${key}`), name: nameOf(source) },
    ]),
  )

const sumOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** The pictures that an earlier request speaks of, as they lie in the store. */
export const keptPictures = (request: DrawRequest): PictureSources =>
  Object.fromEntries(picturesOf(request).map((picture) => [picture.sha256, { from: 'store', ...picture }]))

/** Brings the bytes of every picture, checked, and the references that name them. */
export async function bringPictures(
  sources: PictureSources,
  parts: { readonly store: Store; readonly fetchAttachment: FetchAttachment; readonly inspect: Inspect },
): Promise<{ readonly refs: PictureRefs; readonly pictures: ReadonlyMap<string, Uint8Array> }> {
  const refs: Record<string, PictureRef> = {}
  const pictures = new Map<string, Uint8Array>()
  for (const [key, source] of Object.entries(sources)) {
    const bytes = await bytesOf(source, parts)
    const sha256 = sumOf(bytes)
    refs[key] = { sha256, name: nameOf(source) }
    pictures.set(sha256, bytes)
  }
  return { refs, pictures }
}

async function bytesOf(
  source: PictureSource,
  parts: { readonly store: Store; readonly fetchAttachment: FetchAttachment; readonly inspect: Inspect },
): Promise<Uint8Array> {
  if (source.from === 'store') {
    const kept = await parts.store.pictures.get(source.sha256)
    if (kept === null) throw new UserError('picture-gone', refused.gone)
    return kept
  }
  const bytes = await parts.fetchAttachment(source.attachment)
  await parts.inspect(bytes, source.attachment.name)
  return bytes
}
