import { z } from 'zod'
import { codePoints, textOf } from './text.ts'
import type { FieldFault } from '../discord-error.ts'
import { parseForm, withoutNulls } from './form.ts'

const MAX_EMBEDS = 10
const MAX_EMBED_TEXT = 6000
const MAX_URL = 2048

const url = textOf(0, MAX_URL).regex(/^https?:\/\//)
const media = z.object({
  url: textOf(0, MAX_URL).regex(/^(https?|attachment):\/\//),
})

/** An embed as a bot may send it: https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
const embed = z.object({
  title: textOf(0, 256).exactOptional(),
  description: textOf(0, 4096).exactOptional(),
  url: url.exactOptional(),
  timestamp: z.iso.datetime({ offset: true }).exactOptional(),
  color: z.int().min(0).max(0xffffff).exactOptional(),
  footer: z.object({ text: textOf(1, 2048), icon_url: media.shape.url.exactOptional() }).exactOptional(),
  image: media.exactOptional(),
  thumbnail: media.exactOptional(),
  author: z
    .object({
      name: textOf(1, 256),
      url: url.exactOptional(),
      icon_url: media.shape.url.exactOptional(),
    })
    .exactOptional(),
  fields: z
    .array(
      z.object({
        name: textOf(1, 256),
        value: textOf(1, 1024),
        inline: z.boolean().default(false),
      }),
    )
    .max(25)
    .exactOptional(),
})

export type Embed = z.output<typeof embed>

export function parseEmbeds(json: unknown): readonly Embed[] {
  return parseForm(z.array(embed).max(MAX_EMBEDS), withoutNulls(json), ['embeds'])
}

/** The length that counts towards the 6,000 characters of all embeds of a message. */
function embedText(embed: Embed): number {
  const fields = embed.fields ?? []
  return (
    codePoints(embed.title ?? '') +
    codePoints(embed.description ?? '') +
    codePoints(embed.footer?.text ?? '') +
    codePoints(embed.author?.name ?? '') +
    fields.reduce((sum, field) => sum + codePoints(field.name) + codePoints(field.value), 0)
  )
}

export function checkEmbeds(embeds: readonly Embed[], filenames: ReadonlySet<string>): FieldFault[] {
  const faults: FieldFault[] = []
  if (embeds.reduce((sum, embed) => sum + embedText(embed), 0) > MAX_EMBED_TEXT) {
    faults.push({
      path: ['embeds'],
      code: 'MAX_EMBED_SIZE_EXCEEDED',
      message: `Embed size exceeds maximum size of ${MAX_EMBED_TEXT}`,
    })
  }
  for (const [index, embed] of embeds.entries()) {
    const empty = embedText(embed) === 0 && embed.image === undefined && embed.thumbnail === undefined
    if (empty) {
      faults.push({
        path: ['embeds', index, 'description'],
        code: 'BASE_TYPE_REQUIRED',
        message: 'This field is required',
      })
    }
    for (const key of ['image', 'thumbnail'] as const) {
      const address = embed[key]?.url
      if (address?.startsWith('attachment://') && !filenames.has(address.slice('attachment://'.length))) {
        faults.push({
          path: ['embeds', index, key, 'url'],
          code: 'ATTACHMENT_NOT_FOUND',
          message: `The referenced attachment was not found: ${address}`,
        })
      }
    }
  }
  return faults
}
