import { type Attachment, ComponentType, type Message, type TopLevelComponent } from 'discord.js'
import type { AttachmentFacts } from '../transport/fetch-attachment.ts'
import type { MessagePicture } from './message-pictures.ts'

type Pictured = Pick<Message, 'attachments' | 'embeds' | 'components'>

/**
 * The pictures of a message that the bot did not make: attached to it, shown by its links, standing in another bot's
 * galleries, or brought along by forwarding it; in the order in which they are seen, each once.
 */
export function foreignPictures(message: Message): readonly MessagePicture[] {
  const forwarded = [...message.messageSnapshots.values()]
  const all = [message, ...forwarded].flatMap((one) => [...attached(one), ...embedded(one), ...inGalleries(one)])
  return [...new Map(all.map((one) => [urlOf(one), one])).values()]
}

const pictureName = /\.(?:png|jpe?g|webp|gif|avif|tiff?|bmp)$/i
/** Discord says what a file is by its bytes; where it says nothing, the name must do. */
const isPicture = ({ contentType, name }: Attachment): boolean =>
  contentType === null ? pictureName.test(name) : contentType.startsWith('image/')

const attached = ({ attachments }: Pictured): readonly MessagePicture[] =>
  [...attachments.values()].filter(isPicture).map(({ url, name, size, width, height, spoiler }) => {
    const longest = width === null || height === null ? {} : { longest: Math.max(width, height) }
    return { ...foreign({ url, name, size, ...longest }, spoiler), ...longest }
  })

/** Discord's own copy of a linked picture; the link itself is never followed. */
const embedded = ({ embeds }: Pictured): readonly MessagePicture[] =>
  embeds.flatMap(({ image, thumbnail }) => {
    const url = (image ?? thumbnail)?.proxyURL
    return url === undefined ? [] : [foreign(linked(url), false)]
  })

function inGalleries({ components }: Pictured): readonly MessagePicture[] {
  const walk = (component: TopLevelComponent): readonly MessagePicture[] => {
    if (component.type === ComponentType.MediaGallery)
      return component.items.map(({ media, spoiler }) => foreign(linked(media.url), spoiler))
    if (component.type !== ComponentType.Container) return []
    return component.components.flatMap((one) => walk(one))
  }
  return components.flatMap(walk)
}

const foreign = (attachment: AttachmentFacts, spoiler: boolean): MessagePicture => ({
  source: { from: 'attachment', attachment },
  label: attachment.name,
  spoiler,
})

const urlOf = ({ source }: MessagePicture): string => (source.from === 'attachment' ? source.attachment.url : '')

/** How large it is shows itself while it is fetched. */
const linked = (url: string): AttachmentFacts => ({ url, name: nameIn(url), size: 0 })

function nameIn(url: string): string {
  const name = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : undefined
  return name === undefined || name === '' ? 'picture' : name.slice(0, 255)
}
