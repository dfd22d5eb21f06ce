import {
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIMediaGalleryComponent,
  type APIMessageTopLevelComponent,
  type APISectionComponent,
  ComponentType,
} from 'discord.js'
import { limits } from './limits.ts'
import { altText, text } from './text.ts'

/** Duckrabbit's own colours for the edge of a message, as 0xRRGGBB. */
export const accents = { waiting: 0x8a8f98, running: 0xd9a441, done: 0x4a9d7f, trouble: 0xc4554d } as const

export const container = (
  accent: keyof typeof accents,
  components: readonly APIComponentInContainer[],
): APIContainerComponent => ({
  type: ComponentType.Container,
  accent_color: accents[accent],
  components: [...components],
})

/** The components of a message with a line above the first text of its container. */
export function withHeading(
  components: readonly APIMessageTopLevelComponent[],
  heading: string,
): readonly APIMessageTopLevelComponent[] {
  const [first, ...others] = components
  if (first?.type !== ComponentType.Container) return [text(heading), ...components]
  const [top, ...rest] = first.components
  const begin =
    top?.type === ComponentType.TextDisplay
      ? [text(`${heading}\n${top.content}`)]
      : [text(heading), ...(top ? [top] : [])]
  return [{ ...first, components: [...begin, ...rest] }, ...others]
}

/** A picture in a gallery. */
export interface GalleryItem {
  /** The name of one of the message's files. */
  readonly file: string
  readonly alt: string
  readonly spoiler?: boolean
}

export const gallery = (items: readonly GalleryItem[]): APIMediaGalleryComponent => ({
  type: ComponentType.MediaGallery,
  items: items.slice(0, limits.galleryItems).map((item) => ({
    media: { url: `attachment://${item.file}` },
    description: altText(item.alt),
    ...(item.spoiler === true ? { spoiler: true } : {}),
  })),
})

/** A text with a small picture at its right side, which opens large. */
export const withThumbnail = (content: string, { file, alt, spoiler }: GalleryItem): APISectionComponent => ({
  type: ComponentType.Section,
  components: [text(content)],
  accessory: {
    type: ComponentType.Thumbnail,
    media: { url: `attachment://${file}` },
    description: altText(alt),
    ...(spoiler === true ? { spoiler: true } : {}),
  },
})

/** A text with a button at its right side. */
export const withButton = (content: string, accessory: APIButtonComponentWithCustomId): APISectionComponent => ({
  type: ComponentType.Section,
  components: [text(content)],
  accessory,
})
