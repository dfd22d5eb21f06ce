import type {
  APIApplicationCommand,
  APIMessageInteractionMetadata,
  APIRole,
  APIUser,
  ChannelType,
  MessageType,
} from 'discord-api-types/v10'
import type { TopLevel } from './rules/component-shapes.ts'
import type { Embed } from './rules/embeds.ts'

export interface StoredAttachment {
  readonly id: string
  readonly channelId: string
  readonly filename: string
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly size: { readonly width: number; readonly height: number } | null
  readonly description: string | null
  readonly spoiler: boolean
  /** Files of commands, modals and ephemeral messages: Discord keeps them only for a while. */
  readonly ephemeral: boolean
}

export interface Reaction {
  readonly emoji: { readonly id: string | null; readonly name: string }
  readonly userIds: Set<string>
}

export interface StoredMessage {
  readonly id: string
  readonly channelId: string
  readonly author: APIUser
  readonly type: MessageType
  readonly createdAt: number
  /** The only person who sees it, or null for everyone in the channel. */
  readonly visibleTo: string | null
  readonly interaction: APIMessageInteractionMetadata | null
  /** The command that the message answers, for the page. */
  readonly commandName: string | undefined
  readonly webhookId: string | null
  readonly applicationId: string | null
  readonly nonce: string | number | null
  readonly reference: { readonly messageId: string; readonly channelId: string } | null
  readonly mentions: readonly APIUser[]
  readonly tts: boolean
  content: string
  embeds: readonly Embed[]
  components: readonly TopLevel[]
  attachments: readonly StoredAttachment[]
  flags: number
  editedAt: number | null
  /** When it was edited at an age of over an hour. Such edits are limited. */
  lateEdits: number[]
  pinnedAt: number | null
  reactions: Reaction[]
  threadId: string | null
  /** An ephemeral message that its person has dismissed. The bot does not notice. */
  dismissed: boolean
}

export interface Overwrite {
  readonly id: string
  /** 0 for a role, 1 for a member. */
  readonly type: 0 | 1
  allow: bigint
  deny: bigint
}

type StoredChannelType =
  | ChannelType.GuildText
  | ChannelType.DM
  | ChannelType.PublicThread
  | ChannelType.PrivateThread
  | ChannelType.GuildForum
  | ChannelType.GuildCategory

export interface StoredChannel {
  readonly id: string
  readonly type: StoredChannelType
  readonly guildId: string | null
  readonly parentId: string | null
  /** The person in direct messages with the bot. */
  readonly recipientId: string | null
  /** Who made a thread. */
  readonly ownerId: string | null
  readonly createdAt: number
  name: string
  topic: string | null
  nsfw: boolean
  position: number
  slowmode: number
  overwrites: Overwrite[]
  /** Of a thread. */
  archived: boolean
  locked: boolean
  autoArchiveMinutes: number
  members: Set<string>
  appliedTags: readonly string[]
  lastMessageId: string | null
}

export interface StoredMember {
  readonly userId: string
  readonly joinedAt: number
  roles: string[]
  nick: string | null
}

export interface StoredGuild {
  readonly id: string
  readonly name: string
  readonly ownerId: string
  /** False for a guild that has not added the bot. People use it there as their own app (user install). */
  readonly botInstalled: boolean
  readonly roles: Map<string, APIRole>
  readonly members: Map<string, StoredMember>
}

export interface StoredPerson {
  readonly id: string
  readonly user: APIUser
  readonly role: string | null
  /** Whether this person has added the app to their account. */
  readonly userInstalled: boolean
}

type StoredCommand = APIApplicationCommand

/** The whole state of the server. */
export interface World {
  readonly bot: APIUser
  readonly applicationId: string
  readonly token: string
  readonly guilds: Map<string, StoredGuild>
  readonly channels: Map<string, StoredChannel>
  readonly people: Map<string, StoredPerson>
  /** By channel, oldest first. */
  readonly messages: Map<string, Map<string, StoredMessage>>
  readonly commands: Map<string, StoredCommand>
  readonly attachments: Map<string, StoredAttachment>
  activity: string | null
}
