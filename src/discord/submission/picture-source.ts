import { firstOf } from '../components/text.ts'
import { type DrawRequest, picturesOf } from '#src/requests/draw-request.ts'
import type { AttachmentFacts } from '../transport/fetch-attachment.ts'
import type { PictureRefs } from '#src/requests/request-template.ts'

/** Where a picture comes from: attached just now, or kept in the store. */
export type PictureSource =
  | { readonly from: 'attachment'; readonly attachment: AttachmentFacts }
  | { readonly from: 'store'; readonly sha256: string; readonly name: string }

/** The pictures of a submission, by the name of their slot. */
export type PictureSources = Readonly<Record<string, PictureSource>>

/** What a request calls a picture that the bot made: the link below its result says which one. */
export const earlierPicture = 'an earlier picture'

export const nameOf = (source: PictureSource): string =>
  firstOf(source.from === 'attachment' ? source.attachment.name : source.name, 255)

const noContent = '0'.repeat(64)

/** References with the right names but no content, for checking a request before its pictures are fetched. */
export const blankPictures = (sources: PictureSources): PictureRefs =>
  Object.fromEntries(
    Object.entries(sources).map(([slot, source]) => [slot, { sha256: noContent, name: nameOf(source) }]),
  )

/** The pictures that an earlier request names. They are in the store. */
export const storedPictures = (request: DrawRequest): PictureSources =>
  Object.fromEntries(picturesOf(request).map((picture) => [picture.sha256, { from: 'store', ...picture }]))
