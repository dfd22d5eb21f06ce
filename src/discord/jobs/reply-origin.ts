import {
  ApplicationIntegrationType,
  ChannelType,
  type CommandInteraction,
  InteractionContextType,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js'
import { z } from 'zod'
import type { Job, JobOrigin } from '#src/store/job.ts'
import { placeOf } from './request-place.ts'

/**
 * Where a job was requested and how its answer gets there. Stored with the job's row; the token is stored separately.
 */
export const replyOrigin = z.object({
  from: z.literal('discord'),
  applicationId: z.string(),
  guildId: z.string().nullable(),
  channelId: z.string().nullable(),
  /** The reply that is edited; null until Discord has given it an id. */
  messageId: z.string().nullable(),
  /** Only the person who asked sees the answer. */
  ephemeral: z.boolean(),
  /** The bot may post in the channel by itself, with files. */
  mayPost: z.boolean(),
  /** The maximum size of one file in bytes, as Discord states it for this person and place. */
  fileLimit: z.int(),
  /** Pictures are shown behind a spoiler. */
  spoiler: z.boolean(),
  /** The result does not show the strip of its steps. */
  hidesSteps: z.literal(true).exactOptional(),
  /** The server's settings turn the model's safety checker off here. */
  withoutSafety: z.literal(true).exactOptional(),
  /** `reply`: the reply is edited. `handed-over`: the result comes as a new message. `offered`: a button waits to be pressed. */
  standing: z.enum(['reply', 'handed-over', 'offered']),
  /** The engine's remarks about the request, for example that a prompt was cut. */
  notices: z.array(z.string()),
  /**
   * Who may find the result in the guild's galleries: those who see this channel; of a thread, the channel that it belongs
   * to. Null: only its person. Absent in older jobs.
   */
  audience: z.object({ channelId: z.string() }).nullable().exactOptional(),
  /** The picture was asked for in an age-restricted channel, so galleries show it only there. */
  ageRestricted: z.literal(true).exactOptional(),
  /**
   * Discord's locale in which messages about the job are written, so that a later process goes on in it: the guild's for
   * what everybody reads, if it has set one, or else that of the person who asked. Absent in older jobs.
   */
  locale: z.string().exactOptional(),
})
export type ReplyOrigin = z.infer<typeof replyOrigin>

/** The interactions that a job can come from. */
export type JobInteraction = CommandInteraction | MessageComponentInteraction | ModalSubmitInteraction

/** The origin of a job that this interaction asks for. */
export function originOf(
  interaction: JobInteraction,
  {
    ephemeral,
    spoiler = false,
    hidesSteps = false,
    withoutSafety = false,
    language,
  }: {
    readonly ephemeral: boolean
    readonly spoiler?: boolean
    readonly hidesSteps?: boolean
    readonly withoutSafety?: boolean
    /** What the guild reads. Default: what the person reads. */
    readonly language?: string | undefined
  },
): ReplyOrigin {
  return {
    from: 'discord',
    applicationId: interaction.applicationId,
    guildId: interaction.guildId,
    channelId: interaction.channelId,
    messageId: null,
    ephemeral,
    mayPost: !ephemeral && mayPostIn(interaction),
    fileLimit: interaction.attachmentSizeLimit,
    spoiler,
    ...(hidesSteps && { hidesSteps }),
    ...(withoutSafety && { withoutSafety }),
    standing: 'reply',
    notices: [],
    audience: ephemeral ? null : audienceOf(interaction),
    ...(placeOf(interaction).ageRestricted && { ageRestricted: true }),
    locale: ephemeral ? interaction.locale : (language ?? interaction.locale),
  }
}

/** Those who see the channel of an interaction. Null where the bot cannot know who they are. */
export function audienceOf(interaction: JobInteraction): NonNullable<ReplyOrigin['audience']> | null {
  const { guild, channel } = interaction
  if (guild === null || channel === null || channel.type === ChannelType.PrivateThread) return null
  const { channelId } = placeOf(interaction)
  return channelId === null ? null : { channelId }
}

/** Whether the bot itself is installed here, not only by one person, and may see the channel, write and attach files. */
export function mayPostIn(interaction: JobInteraction): boolean {
  if (interaction.context === InteractionContextType.BotDM) return true
  const here = interaction.authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall] !== undefined
  if (!here || interaction.guildId === null) return false
  const write =
    interaction.channel?.isThread() === true
      ? PermissionFlagsBits.SendMessagesInThreads
      : PermissionFlagsBits.SendMessages
  return interaction.appPermissions.has([PermissionFlagsBits.ViewChannel, write, PermissionFlagsBits.AttachFiles])
}

/** A job's origin, or undefined if it did not come from Discord. */
export function readOrigin(job: Pick<Job, 'origin'>): ReplyOrigin | undefined {
  const read = replyOrigin.safeParse(job.origin)
  return read.success ? read.data : undefined
}

/** Whether the server's settings turned the model's safety checker off for a job. */
export const isWithoutSafety = (job: Pick<Job, 'origin'>): boolean => readOrigin(job)?.withoutSafety === true

/** As the store keeps it. */
export const toJobOrigin = (origin: ReplyOrigin): JobOrigin => ({ ...origin })
