const extensions: Readonly<Record<string, readonly string[]>> = {
  image: ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.heic', '.bmp'],
  audio: ['.mp3', '.ogg', '.wav', '.flac', '.m4a'],
  video: ['.mp4', '.webm', '.mov', '.mkv'],
}

/**
 * Whether a file matches a filter of Discord's. It checks only the name, so the bytes may be anything. No filter accepts
 * everything.
 */
export function fitsFileTypes(filename: string, types: readonly string[] | undefined): boolean {
  if (types === undefined || types.length === 0) return true
  const name = filename.toLowerCase()
  return types.some((type) => (extensions[type] ?? [type.toLowerCase()]).some((end) => name.endsWith(end)))
}
