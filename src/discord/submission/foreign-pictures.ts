import { firstOf } from '../components/text.ts'
import {
  type APIUnfurledMediaItem,
  type Attachment,
  ComponentType,
  type Message,
  type TopLevelComponent,
} from 'discord.js'
import type { AttachmentFacts } from '../transport/fetch-attachment.ts'
import type { PictureSource } from './picture-source.ts'

/** A picture that someone else put into a message. */
export interface ForeignPicture {
  readonly source: PictureSource
  /** Distinguishes it from the message's other pictures. */
  readonly label: string
  /** It is behind a spoiler, so results made from it are too. */
  readonly spoiler: boolean
  /** Its longer side in pixels, where that is known. */
  readonly longestSide?: number
}

type PictureParts = Pick<Message, 'attachments' | 'embeds' | 'components'>

/**
 * The pictures of a message that the bot did not make: attachments, previews of links, what other bots show in galleries,
 * files and thumbnails, and all of these in a forwarded message. In the order in which they are seen, each once.
 */
export function foreignPictures(message: Message): readonly ForeignPicture[] {
  const forwarded = [...message.messageSnapshots.values()]
  const all = [message, ...forwarded].flatMap((one) => [...attached(one), ...embedded(one), ...inComponents(one)])
  return [...new Map(all.map((one) => [urlOf(one), one])).values()]
}

const pictureName = /\.(?:png|jpe?g|webp|gif|avif|tiff?|bmp)$/i
/** Discord reports the type of a file by its bytes. If it does not, the name decides. */
const isPicture = ({ contentType, name }: Attachment): boolean =>
  contentType === null ? pictureName.test(name) : contentType.startsWith('image/')

const attached = ({ attachments }: PictureParts): readonly ForeignPicture[] =>
  [...attachments.values()]
    .filter(isPicture)
    .map(({ url, name, size, width, height, spoiler }) =>
      foreign({ url, name, size, ...longestSideOf({ width, height }) }, spoiler),
    )

/** Discord's own copies of linked pictures. */
const embedded = ({ embeds }: PictureParts): readonly ForeignPicture[] =>
  embeds.flatMap(({ image, thumbnail }) => {
    const shown = image ?? thumbnail
    if (shown?.proxyURL === undefined) return []
    const { url, proxyURL, width, height } = shown
    return [foreign({ ...linked(url, proxyURL), ...longestSideOf({ width, height }) }, false)]
  })

/** The pictures in galleries, files and thumbnails of sections, at the top level or in containers. */
function inComponents({ components }: PictureParts): readonly ForeignPicture[] {
  const find = (component: TopLevelComponent): readonly ForeignPicture[] => {
    switch (component.type) {
      case ComponentType.MediaGallery:
        return component.items.flatMap(({ media, spoiler }) => ofMedia(media.data, spoiler))
      case ComponentType.Section:
        return component.accessory.type === ComponentType.Thumbnail
          ? ofMedia(component.accessory.media.data, component.accessory.spoiler)
          : []
      case ComponentType.File:
        return isPictureFile(component.file.data) ? ofMedia(component.file.data, component.spoiler) : []
      case ComponentType.Container:
        return component.components.flatMap((one) =>
          find(one).map((picture) => ({ ...picture, spoiler: picture.spoiler || component.spoiler })),
        )
      default:
        return []
    }
  }
  return components.flatMap(find)
}

/** The type that Discord reports decides. Without one, the media of a gallery or a thumbnail is a picture. */
function ofMedia(media: APIUnfurledMediaItem, spoiler: boolean): readonly ForeignPicture[] {
  const { url, proxy_url: proxyUrl, content_type: contentType } = media
  if (typeof contentType === 'string' && !contentType.startsWith('image/')) return []
  return [foreign({ ...linked(url, proxyUrl), ...longestSideOf(media) }, spoiler)]
}

const isPictureFile = ({ url, content_type: contentType }: APIUnfurledMediaItem): boolean =>
  typeof contentType === 'string' || pictureName.test(nameIn(url))

const foreign = (attachment: AttachmentFacts, spoiler: boolean): ForeignPicture => ({
  source: { from: 'attachment', attachment },
  label: attachment.name,
  spoiler,
  ...(attachment.longestSide === undefined ? {} : { longestSide: attachment.longestSide }),
})

const urlOf = ({ source }: ForeignPicture): string => (source.from === 'attachment' ? source.attachment.url : '')

/** The size in bytes is unknown until the picture is fetched. An address elsewhere is fetched as Discord's copy of it. */
const linked = (url: string, proxyUrl: string | undefined): AttachmentFacts => ({
  url,
  name: nameIn(url),
  size: 0,
  ...(proxyUrl === undefined || proxyUrl === url ? {} : { proxyUrl }),
})

/** Discord gives no sizes, or zeros, for pictures that it has not looked at. */
function longestSideOf({ width, height }: Partial<Record<'width' | 'height', number | null | undefined>>) {
  const longestSide = Math.max(width ?? 0, height ?? 0)
  return longestSide > 0 ? { longestSide } : {}
}

function nameIn(url: string): string {
  const name = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : undefined
  return name === undefined || name === '' ? 'picture' : firstOf(name, 255)
}
