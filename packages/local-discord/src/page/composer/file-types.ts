import type { FileUploadType } from 'discord-api-types/v10'

const extensions: Readonly<Record<string, readonly string[]>> = {
  image: ['.png', '.jpg', '.jpeg', '.webp', '.gif', '.avif', '.bmp', '.heic'],
  video: ['.mp4', '.webm', '.mov', '.mkv'],
  audio: ['.mp3', '.ogg', '.wav', '.flac', '.m4a'],
}

type Named = { readonly name: string; readonly type: string }

/** Whether a file matches a filter. Like Discord's, it checks only the name and the declared type. No filter accepts everything. */
export function acceptsFile(types: readonly FileUploadType[] | undefined, file: Named): boolean {
  if (types === undefined || types.length === 0) return true
  const name = file.name.toLowerCase()
  return types.some((type) =>
    type.startsWith('.')
      ? name.endsWith(type.toLowerCase())
      : file.type.startsWith(`${type}/`) || extensions[type]?.some((extension) => name.endsWith(extension)) === true,
  )
}

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
  return acceptsFile(types, { name: 'sketch.png', type: 'image/png' })
}

export function isPicture(file: Named): boolean {
  return file.type.startsWith('image/')
}
