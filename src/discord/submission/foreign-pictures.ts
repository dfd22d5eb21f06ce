import { firstOf } from '../components/text.ts'
import { type Attachment, ComponentType, type Message, type TopLevelComponent } from 'discord.js'
import type { AttachmentFacts } from '../transport/fetch-attachment.ts'
import type { PictureSource } from './picture-source.ts'

/** A picture that someone else put into a message. */
export interface ForeignPicture {
  readonly source: PictureSource
  /** Tells it apart from the message's other pictures. */
  readonly label: string
  /** It is behind a spoiler, and so is whatever is made from it. */
  readonly spoiler: boolean
  /** Its longer side in pixels, where that is known. */
  readonly longestSide?: number
}

type PictureParts = Pick<Message, 'attachments' | 'embeds' | 'components'>

/**
 * The pictures of a message that the bot did not make: attachments, previews of links, galleries of other bots, and
 * those of a forwarded message. In the order in which they are seen, each once.
 */
export function foreignPictures(message: Message): readonly ForeignPicture[] {
  const forwarded = [...message.messageSnapshots.values()]
  const all = [message, ...forwarded].flatMap((one) => [...attached(one), ...embedded(one), ...inGalleries(one)])
  return [...new Map(all.map((one) => [urlOf(one), one])).values()]
}

const pictureName = /\.(?:png|jpe?g|webp|gif|avif|tiff?|bmp)$/i
/** Discord tells what a file is by its bytes. Where it does not, the name decides. */
const isPicture = ({ contentType, name }: Attachment): boolean =>
  contentType === null ? pictureName.test(name) : contentType.startsWith('image/')

const attached = ({ attachments }: PictureParts): readonly ForeignPicture[] =>
  [...attachments.values()].filter(isPicture).map(({ url, name, size, width, height, spoiler }) => {
    const known = width === null || height === null ? {} : { longestSide: Math.max(width, height) }
    return { ...foreign({ url, name, size, ...known }, spoiler), ...known }
  })

/** Discord's own copy of a linked picture. The link itself is never followed. */
const embedded = ({ embeds }: PictureParts): readonly ForeignPicture[] =>
  embeds.flatMap(({ image, thumbnail }) => {
    const url = (image ?? thumbnail)?.proxyURL
    return url === undefined ? [] : [foreign(linked(url), false)]
  })

function inGalleries({ components }: PictureParts): readonly ForeignPicture[] {
  const find = (component: TopLevelComponent): readonly ForeignPicture[] => {
    if (component.type === ComponentType.MediaGallery)
      return component.items.map(({ media, spoiler }) => foreign(linked(media.url), spoiler))
    if (component.type !== ComponentType.Container) return []
    return component.components.flatMap((one) => find(one))
  }
  return components.flatMap(find)
}

const foreign = (attachment: AttachmentFacts, spoiler: boolean): ForeignPicture => ({
  source: { from: 'attachment', attachment },
  label: attachment.name,
  spoiler,
})

const urlOf = ({ source }: ForeignPicture): string => (source.from === 'attachment' ? source.attachment.url : '')

/** The size is unknown until the picture is fetched. */
const linked = (url: string): AttachmentFacts => ({ url, name: nameIn(url), size: 0 })

function nameIn(url: string): string {
  const name = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : undefined
  return name === undefined || name === '' ? 'picture' : firstOf(name, 255)
}
