import type { FileUploadType } from 'discord-api-types/v10'
import { fitsFileTypes } from '../../page-protocol.ts'

/** The filter as a file dialog's `accept`. */
export function acceptAttribute(types: readonly FileUploadType[] | undefined): string {
  return (types ?? []).map((type) => (type.startsWith('.') ? type : `${type}/*`)).join(',')
}

/** The filter in words: "an image or a .psd file". */
export function describeTypes(types: readonly FileUploadType[] | undefined): string {
  const words = (types ?? []).map((type) => (type === 'image' || type === 'audio' ? `an ${type}` : `a ${type}`))
  return words.length === 0 ? 'a file' : `${words.join(' or ')} file`
}

/** Whether the filter accepts a drawing, which is a PNG. */
export function acceptsDrawing(types: readonly FileUploadType[] | undefined): boolean {
  return fitsFileTypes('sketch.png', types)
}

export function isPicture(file: { readonly type: string }): boolean {
  return file.type.startsWith('image/')
}
