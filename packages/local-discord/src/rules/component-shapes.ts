import {
  ButtonStyle,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  SeparatorSpacingSize,
} from 'discord-api-types/v10'
import { z } from 'zod'
import { textOf } from './text.ts'

/**
 * The shapes of message components as a bot may send them, with the limits of each field.
 * https://docs.discord.com/developers/components/reference
 */
const id = z.int().min(0).max(2_147_483_647).exactOptional()
const customId = textOf(1, 100)
const snowflake = z.string().regex(/^(0|[1-9]\d*)$/)

export const emoji = z.object({
  id: snowflake.exactOptional(),
  name: textOf(0, 32).exactOptional(),
  animated: z.boolean().exactOptional(),
})

export const media = z.object({ url: textOf(1, 2048) })

export const button = z.object({
  type: z.literal(ComponentType.Button),
  id,
  style: z.enum(ButtonStyle),
  label: textOf(0, 80).exactOptional(),
  emoji: emoji.exactOptional(),
  custom_id: customId.exactOptional(),
  url: textOf(0, 512).exactOptional(),
  sku_id: snowflake.exactOptional(),
  disabled: z.boolean().default(false),
})

const selectOption = z.object({
  label: textOf(1, 100),
  value: textOf(1, 100),
  description: textOf(0, 100).exactOptional(),
  emoji: emoji.exactOptional(),
  default: z.boolean().exactOptional(),
})

const selectFields = {
  id,
  custom_id: customId,
  placeholder: textOf(0, 150).exactOptional(),
  min_values: z.int().min(0).max(25).default(1),
  max_values: z.int().min(1).max(25).default(1),
  disabled: z.boolean().default(false),
  /** Only in modals. */
  required: z.boolean().exactOptional(),
}

const defaults = <T extends readonly SelectMenuDefaultValueType[]>(types: T) =>
  z
    .array(z.object({ id: snowflake, type: z.enum(types) }))
    .max(25)
    .exactOptional()

const { User, Role, Channel } = SelectMenuDefaultValueType

export const stringSelect = z.object({
  type: z.literal(ComponentType.StringSelect),
  ...selectFields,
  options: z.array(selectOption).min(1).max(25),
})
export const userSelect = z.object({
  type: z.literal(ComponentType.UserSelect),
  ...selectFields,
  default_values: defaults([User]),
})
export const roleSelect = z.object({
  type: z.literal(ComponentType.RoleSelect),
  ...selectFields,
  default_values: defaults([Role]),
})
export const mentionableSelect = z.object({
  type: z.literal(ComponentType.MentionableSelect),
  ...selectFields,
  default_values: defaults([User, Role]),
})
export const channelSelect = z.object({
  type: z.literal(ComponentType.ChannelSelect),
  ...selectFields,
  default_values: defaults([Channel]),
  channel_types: z.array(z.enum(ChannelType)).exactOptional(),
})

export const select = z.discriminatedUnion('type', [
  stringSelect,
  userSelect,
  roleSelect,
  mentionableSelect,
  channelSelect,
])

const actionRow = z.object({
  type: z.literal(ComponentType.ActionRow),
  id,
  components: z
    .array(
      z.discriminatedUnion('type', [button, stringSelect, userSelect, roleSelect, mentionableSelect, channelSelect]),
    )
    .min(1)
    .max(5),
})

export const textDisplay = z.object({
  type: z.literal(ComponentType.TextDisplay),
  id,
  content: textOf(1, 4000),
})

export const thumbnail = z.object({
  type: z.literal(ComponentType.Thumbnail),
  id,
  media,
  description: textOf(0, 1024).exactOptional(),
  spoiler: z.boolean().default(false),
})

export const section = z.object({
  type: z.literal(ComponentType.Section),
  id,
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
})

const mediaGallery = z.object({
  type: z.literal(ComponentType.MediaGallery),
  id,
  items: z
    .array(z.object({ media, description: textOf(0, 1024).exactOptional(), spoiler: z.boolean().default(false) }))
    .min(1)
    .max(10),
})

export const file = z.object({
  type: z.literal(ComponentType.File),
  id,
  file: z.object({
    url: textOf(0, 2048).regex(/^attachment:\/\//),
  }),
  spoiler: z.boolean().default(false),
})

export const separator = z.object({
  type: z.literal(ComponentType.Separator),
  id,
  divider: z.boolean().default(true),
  spacing: z.enum(SeparatorSpacingSize).default(SeparatorSpacingSize.Small),
})

export const container = z.object({
  type: z.literal(ComponentType.Container),
  id,
  components: z
    .array(z.discriminatedUnion('type', [actionRow, textDisplay, section, mediaGallery, separator, file]))
    .min(1),
  accent_color: z.int().min(0).max(0xffffff).exactOptional(),
  spoiler: z.boolean().default(false),
})

/** Top-level components of a message with the flag `IsComponentsV2`. */
export const topLevel = z.discriminatedUnion('type', [
  actionRow,
  container,
  file,
  mediaGallery,
  section,
  separator,
  textDisplay,
])

/** Top-level components of a message without it. */
export const legacyTopLevel = z.discriminatedUnion('type', [actionRow])

export type Button = z.output<typeof button>
export type Select = z.output<typeof select>
export type ActionRow = z.output<typeof actionRow>
export type Section = z.output<typeof section>
export type TextDisplay = z.output<typeof textDisplay>
export type Thumbnail = z.output<typeof thumbnail>
export type MediaGallery = z.output<typeof mediaGallery>
export type Separator = z.output<typeof separator>
export type Container = z.output<typeof container>
export type TopLevel = z.output<typeof topLevel>
export type AnyComponent = TopLevel | Button | Select | Thumbnail
