import { Locale } from 'discord-api-types/v10'
import { z } from 'zod'

/** What the page sends, as `page-protocol.ts` describes it. */
const id = z.string().regex(/^\d+$/)
const option = z.object({
  path: z.array(z.string()).exactOptional(),
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
})
const field = z.object({
  customId: z.string(),
  value: z.union([z.string(), z.boolean()]).exactOptional(),
  values: z.array(z.string()).exactOptional(),
  files: z.array(z.int().min(0)).exactOptional(),
})
const common = { as: id, channelId: id, nonce: z.string().min(1).max(100), locale: z.enum(Locale).exactOptional() }
const path = z.array(z.string()).exactOptional()

export const interaction = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('command'),
    commandId: id,
    path,
    options: z.array(option),
    targetId: id.exactOptional(),
  }),
  z.object({
    ...common,
    kind: z.literal('autocomplete'),
    commandId: id,
    path,
    options: z.array(option),
    focused: z.string(),
  }),
  z.object({
    ...common,
    kind: z.literal('component'),
    messageId: id,
    customId: z.string(),
    values: z.array(z.string()).exactOptional(),
  }),
  z.object({ ...common, kind: z.literal('modal'), modalId: id, fields: z.array(field) }),
])

export const messageInput = z.object({ as: id, content: z.string() })
