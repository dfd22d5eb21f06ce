import { ChannelType, DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import { type Payload, toBody, toRawFiles } from '../components/payload.ts'
import type { PlacedMessage } from './messenger.ts'

/** Threads, forum posts, pins and roles, as plain REST calls. */
export interface Threads {
  /** `forum` and `text` take threads. */
  kindOf(channelId: string): Promise<'forum' | 'text' | 'other'>
  /** Opens a thread at a message; returns its id, also where an earlier call has opened it. */
  openAt(placed: PlacedMessage, name: string): Promise<string>
  /** Opens a post in a forum. The thread has the id of its first message. */
  openPost(channelId: string, name: string, payload: Payload): Promise<PlacedMessage>
  pin(placed: PlacedMessage): Promise<void>
  /** Whether a message is still there. True where the bot may not look. */
  has(placed: PlacedMessage): Promise<boolean>
  /** Deletes one of the bot's own messages. */
  remove(placed: PlacedMessage): Promise<void>
  /** The bot's own latest message in a channel that carries a mark, or undefined if there is none. */
  findMarked(channelId: string, mark: number): Promise<PlacedMessage | undefined>
  /** The same in the posts of a forum. */
  findMarkedPost(guildId: string, channelId: string, mark: number): Promise<PlacedMessage | undefined>
  giveRole(guildId: string, personId: string, roleId: string): Promise<void>
  takeRole(guildId: string, personId: string, roleId: string): Promise<void>
}

/** Minutes without a message after which Discord archives the thread: a week. */
const archiveAfter = 10_080

interface SeenMessage {
  readonly id: string
  readonly channel_id: string
  readonly author: { readonly id: string }
  readonly components?: readonly { readonly id?: number }[]
}

/**
 * A mark is the id of a message's outermost component. Discord keeps it, and nobody sees it. By it, a message is found that
 * was posted just before the process died.
 *
 * @param botId of the bot's user; called each time, because it is only known once the client is ready
 */
export function createThreads(rest: REST, botId: () => string): Threads {
  const carries = (message: SeenMessage, mark: number): boolean =>
    message.author.id === botId() && message.components?.[0]?.id === mark

  return {
    async kindOf(channelId) {
      const { type } = (await rest.get(Routes.channel(channelId))) as { readonly type: ChannelType }
      if (type === ChannelType.GuildForum) return 'forum'
      return type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement ? 'text' : 'other'
    },

    async openAt({ channelId, messageId }, name) {
      try {
        const body = { name, auto_archive_duration: archiveAfter }
        const thread = (await rest.post(Routes.threads(channelId, messageId), { body })) as { readonly id: string }
        return thread.id
      } catch (error) {
        // A thread has the id of the message at which it was opened.
        if (codeOf(error) === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) return messageId
        throw error
      }
    },

    async openPost(channelId, name, payload) {
      const body = { name, auto_archive_duration: archiveAfter, message: toBody(payload) }
      const post = await rest.post(Routes.threads(channelId), { body, files: toRawFiles(payload) })
      const { id } = post as { readonly id: string }
      return { channelId: id, messageId: id }
    },

    async pin({ channelId, messageId }) {
      await rest.put(Routes.channelMessagesPin(channelId, messageId))
    },

    async has({ channelId, messageId }) {
      try {
        await rest.get(Routes.channelMessage(channelId, messageId))
        return true
      } catch (error) {
        const refusal = channelRefusalOf(error)
        if (refusal === undefined) throw error
        return refusal !== 'unknown-message'
      }
    },

    async remove({ channelId, messageId }) {
      await rest.delete(Routes.channelMessage(channelId, messageId))
    },

    async findMarked(channelId, mark) {
      const latest = await rest.get(Routes.channelMessages(channelId), { query: new URLSearchParams({ limit: '100' }) })
      const found = (latest as readonly SeenMessage[]).find((message) => carries(message, mark))
      return found && { messageId: found.id, channelId: found.channel_id }
    },

    async findMarkedPost(guildId, channelId, mark) {
      const { threads } = (await rest.get(Routes.guildActiveThreads(guildId))) as {
        readonly threads: readonly { readonly id: string; readonly parent_id: string; readonly owner_id: string }[]
      }
      for (const { id, parent_id, owner_id } of threads.filter((thread) => thread.parent_id === channelId)) {
        if (owner_id !== botId() || parent_id !== channelId) continue
        const first = await rest.get(Routes.channelMessage(id, id)).catch((error: unknown) => {
          // Somebody has deleted the message, or the post.
          if (['unknown-message', 'unknown-channel'].includes(channelRefusalOf(error) ?? '')) return undefined
          throw error
        })
        if (first !== undefined && carries(first as SeenMessage, mark)) return { messageId: id, channelId: id }
      }
      return undefined
    },

    async giveRole(guildId, personId, roleId) {
      await rest.put(Routes.guildMemberRole(guildId, personId, roleId))
    },
    async takeRole(guildId, personId, roleId) {
      await rest.delete(Routes.guildMemberRole(guildId, personId, roleId))
    },
  }
}

const codeOf = (error: unknown): unknown => (error instanceof DiscordAPIError ? error.code : undefined)

/** What keeps a message out of a channel. Undefined for anything that is worth another try soon. */
export type ChannelRefusal = 'unknown-channel' | 'locked' | 'forbidden' | 'unknown-message' | 'refused'

/** Sorts Discord's refusals of messages, threads and edits. */
export function channelRefusalOf(error: unknown): ChannelRefusal | undefined {
  if (!(error instanceof DiscordAPIError)) return undefined
  switch (error.code) {
    case RESTJSONErrorCodes.UnknownChannel:
      return 'unknown-channel'
    case RESTJSONErrorCodes.UnknownMessage:
      return 'unknown-message'
    case RESTJSONErrorCodes.InvalidActionOnArchivedThread:
      return 'locked'
    case RESTJSONErrorCodes.MissingAccess:
    case RESTJSONErrorCodes.MissingPermissions:
      return 'forbidden'
    default:
      return error.status >= 400 && error.status < 500 && error.status !== 429 ? 'refused' : undefined
  }
}
