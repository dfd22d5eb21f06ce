import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  Locale,
} from 'discord-api-types/v10'
import { z } from 'zod'
import { textOf } from './text.ts'

/**
 * Application commands as a bot registers them, with the limits of each field.
 * https://docs.discord.com/developers/interactions/application-commands#application-command-object
 */
const T = ApplicationCommandOptionType

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const slashName = textOf(1, 32)
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u)
  .refine((name) => name === name.toLowerCase(), {
    params: { code: 'APPLICATION_COMMAND_INVALID_NAME' },
    error: 'Command name is invalid',
  })

const localizations = (text: z.ZodString | z.ZodType<string, string>) =>
  z.partialRecord(z.enum(Locale), text).exactOptional()

const described = {
  name: slashName,
  name_localizations: localizations(slashName),
  description: textOf(1, 100),
  description_localizations: localizations(textOf(1, 100)),
}
const optional = { ...described, required: z.boolean().exactOptional() }

const choice = <V extends z.ZodType>(value: V) =>
  z.object({
    name: textOf(1, 100),
    name_localizations: localizations(textOf(1, 100)),
    value,
  })

const autocomplete = z.boolean().exactOptional()
const allowedChannel = z.literal([
  ChannelType.GuildText,
  ChannelType.GuildVoice,
  ChannelType.GuildCategory,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
])
const LARGEST = 2 ** 53

const leafSchemas = [
  z.object({
    type: z.literal(T.String),
    ...optional,
    autocomplete,
    choices: z
      .array(choice(textOf(1, 100)))
      .max(25)
      .exactOptional(),
    min_length: z.int().min(0).max(6000).exactOptional(),
    max_length: z.int().min(1).max(6000).exactOptional(),
  }),
  z.object({
    type: z.literal(T.Integer),
    ...optional,
    autocomplete,
    choices: z.array(choice(z.int())).max(25).exactOptional(),
    min_value: z.int().exactOptional(),
    max_value: z.int().exactOptional(),
  }),
  z.object({ type: z.literal(T.Boolean), ...optional }),
  z.object({ type: z.literal(T.User), ...optional }),
  z.object({ type: z.literal(T.Channel), ...optional, channel_types: z.array(allowedChannel).exactOptional() }),
  z.object({ type: z.literal(T.Role), ...optional }),
  z.object({ type: z.literal(T.Mentionable), ...optional }),
  z.object({
    type: z.literal(T.Number),
    ...optional,
    autocomplete,
    choices: z
      .array(choice(z.number().min(-LARGEST).max(LARGEST)))
      .max(25)
      .exactOptional(),
    min_value: z.number().min(-LARGEST).max(LARGEST).exactOptional(),
    max_value: z.number().min(-LARGEST).max(LARGEST).exactOptional(),
  }),
  z.object({
    type: z.literal(T.Attachment),
    ...optional,
    file_types: z
      .array(z.union([z.enum(['audio', 'image', 'video']), z.templateLiteral(['.', z.string()])]))
      .max(10)
      .exactOptional(),
  }),
] as const

const leaf = z.discriminatedUnion('type', leafSchemas)
const subcommand = z.object({
  type: z.literal(T.Subcommand),
  ...described,
  options: z.array(leaf).max(25).exactOptional(),
})
const group = z.object({
  type: z.literal(T.SubcommandGroup),
  ...described,
  options: z.array(subcommand).max(25).exactOptional(),
})
const option = z.discriminatedUnion('type', [...leafSchemas, subcommand, group])

const shared = {
  name_localizations: localizations(textOf(1, 32)),
  default_member_permissions: z.string().regex(/^\d+$/).exactOptional(),
  dm_permission: z.boolean().exactOptional(),
  nsfw: z.boolean().exactOptional(),
  integration_types: z.array(z.enum(ApplicationIntegrationType)).min(1).max(2).exactOptional(),
  contexts: z.array(z.enum(InteractionContextType)).min(1).exactOptional(),
}

const chatInput = z.object({
  type: z.literal(ApplicationCommandType.ChatInput),
  ...shared,
  ...described,
  options: z.array(option).max(25).exactOptional(),
})
const contextMenu = {
  ...shared,
  name: textOf(1, 32),
  description: z.literal('').exactOptional(),
}
export const command = z.discriminatedUnion('type', [
  chatInput,
  z.object({ type: z.literal(ApplicationCommandType.User), ...contextMenu }),
  z.object({ type: z.literal(ApplicationCommandType.Message), ...contextMenu }),
])

export type CommandForm = z.output<typeof command>
export type OptionForm = z.output<typeof option>
export type LeafForm = z.output<typeof leaf>

/** An option in Discord's own type, which separates autocomplete from choices. */
function typedLeaf(form: LeafForm): APIApplicationCommandBasicOption {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the others need nothing
  switch (form.type) {
    case T.String:
    case T.Integer:
    case T.Number:
      return typedSource(form)
    default:
      return form
  }
}

function typedSource(
  form: Extract<LeafForm, { type: typeof T.String | typeof T.Integer | typeof T.Number }>,
): APIApplicationCommandBasicOption {
  const { autocomplete: completes, ...rest } = form
  if (completes !== true) return rest
  const { choices: _none, ...open } = rest
  return { ...open, autocomplete: true }
}

export function typedOption(form: OptionForm): APIApplicationCommandOption {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the others need nothing
  switch (form.type) {
    case T.Subcommand:
      return { ...form, options: (form.options ?? []).map(typedLeaf) }
    case T.SubcommandGroup:
      return {
        ...form,
        options: (form.options ?? []).map((one) => ({ ...one, options: (one.options ?? []).map(typedLeaf) })),
      }
    default:
      return typedLeaf(form)
  }
}
