import { type APITextDisplayComponent, ComponentType } from 'discord.js'
import { limits } from './limits.ts'

/** The length of a text as Discord counts it: in code points, of which an emoji may be one and takes two of JavaScript's units. */
export function lengthOf(text: string): number {
  return Array.from(text).length
}

/** The first `length` code points of a text. */
export function firstOf(text: string, length: number): string {
  return text.length <= length ? text : Array.from(text).slice(0, length).join('')
}

/** Cuts text that is longer than `length` code points and ends it with an ellipsis. */
export function clip(text: string, length: number): string {
  return text.length <= length || lengthOf(text) <= length ? text : `${firstOf(text, length - 1)}…`
}

const directions = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * Makes a person's text safe inside the bot's Markdown: one line, without any effect, at most `length` code points.
 *
 * Every character that Discord interprets is escaped: formatting, spoilers, links, and anything in angle brackets
 * (mentions, timestamps, commands, emoji). Right-to-left text is isolated, so that it does not reorder the text around
 * it.
 */
export function quote(text: string, length = 300): string {
  const line = clip(text.replaceAll(directions, '').replaceAll(/\s+/g, ' ').trim(), length)
  const escaped = line
    .replaceAll(/[\\*_~`|[\]<]/g, '\\$&')
    .replaceAll('://', '\\://')
    .replaceAll(/@(?=everyone|here)/g, '@\u200b')
    .replace(/^(?:[#>+-]|\d+(?=\.))/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`))
  return rightToLeft.test(escaped) ? `\u2068${escaped}\u2069` : escaped
}

/** Alt text as written, cut at Discord's limit. */
export const altText = (text: string): string => clip(text, limits.altText)

export const text = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content: clip(content, limits.text),
})

export const smallPrint = (content: string): APITextDisplayComponent => text(`-# ${content}`)
