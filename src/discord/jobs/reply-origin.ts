import {
  ApplicationIntegrationType,
  type CommandInteraction,
  InteractionContextType,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js'
import { z } from 'zod'
import type { Job, JobOrigin } from '#src/store/job.ts'

/** Where a job was asked for and how its answer gets there; kept with the job's row. The token is kept apart. */
export const replyOrigin = z.object({
  from: z.literal('discord'),
  applicationId: z.string(),
  guildId: z.string().nullable(),
  channelId: z.string().nullable(),
  /** The reply that is edited; null until Discord has told its id. */
  messageId: z.string().nullable(),
  /** Only the person who asked sees it. */
  ephemeral: z.boolean(),
  /** The bot may write in the channel by itself, with files. */
  mayPost: z.boolean(),
  /** Bytes of one file, as Discord said for this person and place. */
  fileLimit: z.int(),
  /** Pictures are shown behind a spoiler. */
  spoiler: z.boolean(),
  /** `reply`: shown by editing; `handed-over`: the result comes as a new message; `offered`: a button awaits a press. */
  standing: z.enum(['reply', 'handed-over', 'offered']),
  /** What the engine had to say about the request: a prompt that was cut, say. */
  notices: z.array(z.string()),
})
export type ReplyOrigin = z.infer<typeof replyOrigin>

/** The interactions that a job can come from. */
export type Asking = CommandInteraction | MessageComponentInteraction | ModalSubmitInteraction

/** What the interaction tells of the place. `ephemeral`: the answer will be seen by this person alone. */
export function originOf(
  interaction: Asking,
  { ephemeral, spoiler = false }: { readonly ephemeral: boolean; readonly spoiler?: boolean },
): ReplyOrigin {
  return {
    from: 'discord',
    applicationId: interaction.applicationId,
    guildId: interaction.guildId,
    channelId: interaction.channelId,
    messageId: null,
    ephemeral,
    mayPost: !ephemeral && botMayPost(interaction),
    fileLimit: interaction.attachmentSizeLimit,
    spoiler,
    standing: 'reply',
    notices: [],
  }
}

/** The bot is here itself (not brought along by one person's install) and may see, write and attach files. */
function botMayPost(interaction: Asking): boolean {
  if (interaction.context === InteractionContextType.BotDM) return true
  const here = interaction.authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall] !== undefined
  if (!here || interaction.guildId === null) return false
  const write =
    interaction.channel?.isThread() === true
      ? PermissionFlagsBits.SendMessagesInThreads
      : PermissionFlagsBits.SendMessages
  return interaction.appPermissions.has([PermissionFlagsBits.ViewChannel, write, PermissionFlagsBits.AttachFiles])
}

/** A job's origin, or undefined for a job that did not come from Discord. */
export function readOrigin(job: Pick<Job, 'origin'>): ReplyOrigin | undefined {
  const read = replyOrigin.safeParse(job.origin)
  return read.success ? read.data : undefined
}

/** As the store keeps it. */
export const toJobOrigin = (origin: ReplyOrigin): JobOrigin => ({ ...origin })
