import type { Picture } from '../gallery/picture.ts'

/** Downloads a picture of a message as a file, to attach it again or to paint over it. */
export async function fetchPicture(picture: Pick<Picture, 'url' | 'name'>): Promise<File> {
  const response = await fetch(picture.url).catch(() => null)
  if (response === null || !response.ok) throw new Error(`The picture ${picture.name} could not be loaded.`)
  const blob = await response.blob()
  return new File([blob], picture.name.replace(/^SPOILER_/, ''), { type: blob.type })
}
