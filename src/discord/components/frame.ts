import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIMediaGalleryComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  escapeMarkdown,
} from 'discord.js'
import { customId, type Verb } from './custom-id.ts'
import { limits } from './limits.ts'

/** Duckrabbit's own colours for the edge of a message, as 0xRRGGBB. */
export const accents = { waiting: 0x8a8f98, running: 0xd9a441, done: 0x4a9d7f, trouble: 0xc4554d } as const

/** Cuts what is longer than `length` characters, never inside a surrogate pair, and says so with an ellipsis. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length - 1)
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}

/** What a person wrote, as it may stand inside our own markdown: one line, without effect, at most `length` long. */
export function quote(text: string, length = 300): string {
  return clip(
    escapeMarkdown(clip(text.replaceAll(/\s+/g, ' ').trim(), length), {
      heading: true,
      bulletedList: true,
      numberedList: true,
      maskedLink: true,
    }),
    length * 2,
  )
}

/** Alt text: as written, within Discord's bound. */
export const altText = (text: string): string => clip(text, limits.altText)

export const text = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content: clip(content, limits.text),
})

export const smallPrint = (content: string): APITextDisplayComponent => text(`-# ${content}`)

/** A picture in a gallery; `file` is the name of one of the message's files. */
export interface Shown {
  readonly file: string
  readonly alt: string
  readonly spoiler?: boolean
}

export const gallery = (items: readonly Shown[]): APIMediaGalleryComponent => ({
  type: ComponentType.MediaGallery,
  items: items.slice(0, limits.galleryItems).map((item) => ({
    media: { url: `attachment://${item.file}` },
    description: altText(item.alt),
    ...(item.spoiler === true ? { spoiler: true } : {}),
  })),
})

const styles = {
  plain: ButtonStyle.Secondary,
  main: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
} as const

/** A button that outlives restarts: all it knows is its custom id. */
export function button(press: {
  readonly verb: Verb
  readonly job: string
  readonly argument?: string | number
  readonly label: string
  readonly emoji?: string
  readonly style?: keyof typeof styles
  readonly disabled?: boolean
}): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    custom_id: customId(press.verb, press.job, press.argument),
    label: clip(press.label, 80),
    style: styles[press.style ?? 'plain'],
    ...(press.emoji === undefined ? {} : { emoji: { name: press.emoji } }),
    ...(press.disabled === true ? { disabled: true } : {}),
  }
}

/** Buttons in rows of at most five, as evenly as that goes. */
export function rows(
  buttons: readonly APIButtonComponentWithCustomId[],
): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const each = Math.ceil(buttons.length / Math.ceil(buttons.length / 5))
  const all: APIActionRowComponent<APIComponentInMessageActionRow>[] = []
  for (let i = 0; i < buttons.length; i += each)
    all.push({ type: ComponentType.ActionRow, components: buttons.slice(i, i + each) })
  return all
}

export const container = (
  accent: keyof typeof accents,
  components: readonly APIComponentInContainer[],
): APIContainerComponent => ({
  type: ComponentType.Container,
  accent_color: accents[accent],
  components: [...components],
})
