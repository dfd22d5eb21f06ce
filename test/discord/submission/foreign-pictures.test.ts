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

it('finds attached pictures by what Discord says, else by their names', () => {
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

it('finds Discord’s copies of linked pictures, never the links themselves', () => {
  const proxyURL = 'https://images-ext-1.discordapp.net/external/abc/fox.png'
  const embeds = [
    { image: { url: 'https://example.com/fox.png', proxyURL }, thumbnail: null },
    { image: null, thumbnail: { url: 'https://example.com/hare.png' } },
    { image: null, thumbnail: null },
  ]
  const found = foreignPictures(message({ embeds }))
  expect(found.map(({ source }) => source)).toEqual([
    { from: 'attachment', attachment: { url: proxyURL, name: 'fox.png', size: 0 } },
  ])
})

it('finds pictures in galleries of other bots, and in what is forwarded, each once', () => {
  const url = 'https://cdn.discordapp.com/attachments/1/2/goose.webp?ex=1'
  const items = [{ media: { url }, spoiler: false }]
  const components = [{ type: ComponentType.Container, components: [{ type: ComponentType.MediaGallery, items }] }]
  expect(names({ components })).toEqual(['goose.webp'])
  const forwarded = { ...nothing, components }
  expect(names({ components, messageSnapshots: new Map([['1', forwarded]]) })).toEqual(['goose.webp'])
  expect(names({ messageSnapshots: new Map([['1', forwarded]]) })).toEqual(['goose.webp'])
})

it('finds nothing where there are only words', () => {
  expect(names({})).toEqual([])
})
