import { ComponentType, type Message } from 'discord.js'
import { expect, it } from 'vitest'
import { foreignPictures } from '#src/discord/submission/foreign-pictures.ts'

const attachment = (name: string, contentType: string | null, rest = {}) => ({
  url: `https://cdn.discordapp.com/${name}`,
  name,
  size: 10,
  width: null,
  height: null,
  contentType,
  spoiler: false,
  ...rest,
})
const nothing = { attachments: new Map(), embeds: [], components: [] }
/** The parts of discord.js's message that are looked at. */
const message = (parts: object) => ({ ...nothing, messageSnapshots: new Map(), ...parts }) as unknown as Message
const names = (parts: object) => foreignPictures(message(parts)).map(({ label }) => label)

it('finds attached pictures by the media type that Discord reports, or else by their names', () => {
  const files = [
    attachment('notes.txt', 'text/plain'),
    attachment('a.png', 'image/png', { width: 30, height: 600 }),
    attachment('b.JPG', null, { spoiler: true }),
    attachment('c.zip', null),
  ]
  const found = foreignPictures(message({ attachments: new Map(files.map((one) => [one.url, one])) }))
  expect(found.map(({ label, spoiler, longestSide }) => ({ label, spoiler, longestSide }))).toEqual([
    { label: 'a.png', spoiler: false, longestSide: 600 },
    { label: 'b.JPG', spoiler: true, longestSide: undefined },
  ])
})

it('finds linked pictures by Discord’s copies, and never follows a bare link', () => {
  const proxyURL = 'https://images-ext-1.discordapp.net/external/abc/fox.png'
  const url = 'https://example.com/fox.png'
  const embeds = [
    { image: { url, proxyURL, width: 320, height: 200 }, thumbnail: null },
    { image: null, thumbnail: { url: 'https://example.com/hare.png' } },
    { image: null, thumbnail: null },
  ]
  const found = foreignPictures(message({ embeds }))
  expect(found.map(({ source }) => source)).toEqual([
    { from: 'attachment', attachment: { url, proxyUrl: proxyURL, name: 'fox.png', size: 0, longestSide: 320 } },
  ])
})

const container = (...components: object[]) => ({ type: ComponentType.Container, components, spoiler: false })
const gallery = (...media: object[]) => ({
  type: ComponentType.MediaGallery,
  items: media.map((data) => ({ media: { data }, spoiler: false })),
})
const section = (data: object) => ({
  type: ComponentType.Section,
  accessory: { type: ComponentType.Thumbnail, media: { data }, spoiler: true },
})
const file = (data: object) => ({ type: ComponentType.File, file: { data }, spoiler: false })
const media = (name: string, facts = {}) => ({
  url: `https://cdn.discordapp.com/attachments/1/2/${name}?ex=1`,
  ...facts,
})

it('finds pictures in galleries of other bots and in forwarded messages, each once', () => {
  const components = [container(gallery(media('goose.webp')))]
  expect(names({ components })).toEqual(['goose.webp'])
  const forwarded = { ...nothing, components }
  expect(names({ components, messageSnapshots: new Map([['1', forwarded]]) })).toEqual(['goose.webp'])
  expect(names({ messageSnapshots: new Map([['1', forwarded]]) })).toEqual(['goose.webp'])
})

it('finds thumbnails of sections and files, at the top level and in containers, with their sizes', () => {
  const components = [
    section(media('thumb.png', { width: 128, height: 96 })),
    file(media('whole.png', { width: 64, height: 64, content_type: 'image/png' })),
    container(
      section(media('inner.png', { width: 0, height: 0 })),
      file(media('inner.avif', { content_type: null })),
      gallery(media('large.png', { width: 900, height: 20 })),
    ),
  ]
  const found = foreignPictures(message({ components }))
  expect(found.map(({ label, longestSide, spoiler }) => [label, longestSide, spoiler])).toEqual([
    ['thumb.png', 128, true],
    ['whole.png', 64, false],
    ['inner.png', undefined, true],
    ['inner.avif', undefined, false],
    ['large.png', 900, false],
  ])
})

it('skips files that are not pictures, and applies a container’s spoiler', () => {
  const components = [
    file(media('notes.txt', { content_type: 'text/plain' })),
    file(media('notes.zip')),
    gallery(media('film.mp4', { content_type: 'video/mp4' })),
    { ...container(gallery(media('hidden.png'))), spoiler: true },
  ]
  const found = foreignPictures(message({ components }))
  expect(found.map(({ label, spoiler }) => [label, spoiler])).toEqual([['hidden.png', true]])
})

it('knows Discord’s copy of an outside link in a gallery', () => {
  const copy = 'https://images-ext-2.discordapp.net/external/abc/https/example.com/fox.png'
  const components = [gallery({ url: 'https://example.com/fox.png?sig=1', proxy_url: copy })]
  expect(foreignPictures(message({ components }))[0]?.source).toMatchObject({ attachment: { proxyUrl: copy } })
})

it('finds nothing in a message of text', () => {
  expect(names({})).toEqual([])
})
