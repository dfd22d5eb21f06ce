import type { DrawRequest, ResolvedRequest } from './draw-request.ts'
import type { PictureRef } from './picture-ref.ts'
import type { StartPicture } from './start-picture.ts'

/** The pictures that must travel with a request, each once. */
export function picturesOf(request: DrawRequest | ResolvedRequest): readonly PictureRef[] {
  const found = new Map(named(request).map((picture) => [picture.sha256, picture]))
  return [...found.values()]
}

/** The picture that a request paints over as a whole, for people to compare; undefined where there is none. */
export function paintedOver(request: DrawRequest | ResolvedRequest): PictureRef | undefined {
  switch (request.mode) {
    case 'edit':
    case 'inpaint':
    case 'style':
    case 'upscale':
      return request.picture
    default:
      return undefined
  }
}

function named(request: DrawRequest | ResolvedRequest): PictureRef[] {
  switch (request.mode) {
    case 'generate':
      return []
    case 'anagram':
      return startOf(request)
    case 'edit':
    case 'denoise':
    case 'upscale':
    case 'style':
      return [request.picture]
    case 'inpaint':
      return request.mask.from === 'picture' ? [request.picture, request.mask.picture] : [request.picture]
    case 'hybrid':
      return [...(request.pinned === undefined ? [] : [request.pinned.picture]), ...startOf(request)]
    case 'compare':
      return 'of' in request ? named(request.of) : request.cells.flat().flatMap(named)
    default:
      return request satisfies never
  }
}

const startOf = ({ start }: { readonly start?: StartPicture | undefined }): PictureRef[] =>
  start === undefined ? [] : [start.picture]
