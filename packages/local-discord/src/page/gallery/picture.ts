import type {
  APIAttachment,
  APIEmbedImage,
  APIMediaGalleryItem,
  APIMessage,
  APIThumbnailComponent,
} from 'discord-api-types/v10'
import { AttachmentFlags, ComponentType } from 'discord-api-types/v10'

/** A picture of a message: an attachment, or part of a component or an embed. */
export interface Picture {
  readonly url: string
  readonly name: string
  /** The alternative text. Empty if there is none. */
  readonly alt: string
  /** Pixels, or null if unknown. */
  readonly width: number | null
  readonly height: number | null
  readonly spoiler: boolean
  readonly video: boolean
}

/** The picture of a gallery's item or of a thumbnail. */
export function pictureOfMedia(item: APIMediaGalleryItem | APIThumbnailComponent): Picture {
  const { media, description, spoiler } = item
  return {
    url: media.url,
    name: nameOfUrl(media.url),
    alt: description ?? '',
    width: media.width ?? null,
    height: media.height ?? null,
    spoiler: spoiler === true,
    video: media.content_type?.startsWith('video/') === true,
  }
}

/** The picture of an embed. */
export function pictureOfEmbed({ url, description, width, height }: APIEmbedImage): Picture {
  return {
    url,
    name: nameOfUrl(url),
    alt: description ?? '',
    width: width ?? null,
    height: height ?? null,
    spoiler: false,
    video: false,
  }
}

/** The picture of an attachment, or null if it is another kind of file. */
export function pictureOfAttachment(attachment: APIAttachment): Picture | null {
  const type = attachment.content_type ?? ''
  if (!type.startsWith('image/') && !type.startsWith('video/')) return null
  const marked = ((attachment.flags ?? 0) & AttachmentFlags.IsSpoiler) !== 0
  return {
    url: attachment.url,
    name: attachment.filename,
    alt: attachment.description ?? '',
    width: attachment.width ?? null,
    height: attachment.height ?? null,
    spoiler: marked || attachment.filename.startsWith('SPOILER_'),
    video: type.startsWith('video/'),
  }
}

/** Every still picture of a message, each once: galleries, thumbnails, attachments, embeds. */
export function picturesOfMessage(message: APIMessage): readonly Picture[] {
  const pictures = new Map<string, Picture>()
  const add = (picture: Picture | null): void => {
    if (picture !== null && !picture.video && !pictures.has(picture.url)) pictures.set(picture.url, picture)
  }
  const visit = (component: NonNullable<APIMessage['components']>[number]): void => {
    if (component.type === ComponentType.Container) component.components.forEach(visit)
    else if (component.type === ComponentType.MediaGallery) component.items.map(pictureOfMedia).forEach(add)
    else if (component.type === ComponentType.Section && component.accessory.type === ComponentType.Thumbnail) {
      add(pictureOfMedia(component.accessory))
    }
  }
  message.components?.forEach(visit)
  message.attachments.map(pictureOfAttachment).forEach(add)
  for (const { image } of message.embeds) {
    if (image !== undefined) add(pictureOfEmbed(image))
  }
  return [...pictures.values()]
}

/** The last part of a link's path, e.g. "duck.png". */
export function nameOfUrl(url: string): string {
  const path = url.split(/[?#]/)[0] ?? ''
  const last = path.slice(path.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
