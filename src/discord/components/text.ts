import { type APITextDisplayComponent, ComponentType, escapeMarkdown } from 'discord.js'
import { limits } from './limits.ts'

/** Cuts text that is longer than `length` and ends it with an ellipsis, never inside a surrogate pair. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length - 1)
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}

/** What a person wrote, made safe inside our own Markdown: on one line, escaped, at most `length` characters of it. */
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

/** Alt text as written, cut at Discord's limit. */
export const altText = (text: string): string => clip(text, limits.altText)

export const text = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content: clip(content, limits.text),
})

export const smallPrint = (content: string): APITextDisplayComponent => text(`-# ${content}`)
