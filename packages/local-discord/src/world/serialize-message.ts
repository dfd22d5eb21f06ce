import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIUnfurledMediaItem,
  EmbedType,
  MessageFlags,
  MessageReferenceType,
} from 'discord-api-types/v10'
import type { LocalMessage } from '../page-protocol.ts'
import type { ServerContext } from '../server-context.ts'
import type { Embed } from '../rules/embeds.ts'
import type { StoredAttachment, StoredMessage } from '../world-types.ts'
import { serializeThread } from './serialize-channel.ts'
import { serializeComponents } from './serialize-components.ts'

type SerializeContext = Pick<ServerContext, 'world' | 'attachmentLinks'>

/** A message as the API shows it. Links to its files are signed again, with `origin`. */
export function serializeMessage(
  context: SerializeContext,
  message: StoredMessage,
  origin: string,
  nested = false,
): APIMessage {
  const attachments = message.attachments.map((attachment) => context.attachmentLinks.show(attachment, origin))
  const referenced = nested || message.reference === null ? undefined : findMessage(context, message.reference)
  const thread = message.threadId === null ? undefined : context.world.channels.get(message.threadId)
  const guildId = context.world.channels.get(message.channelId)?.guildId ?? null
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: message.author,
    content: message.content,
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    tts: message.tts,
    mention_everyone: false,
    mentions: [...message.mentions],
    mention_roles: [],
    pinned: message.pinnedAt !== null,
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- numbers of the API's own, checked when they came in
    flags: message.flags,
    // Under V2 files are shown only by components that name them.
    attachments,
    embeds: message.embeds.map((embed) => serializeEmbed(embed, message.attachments, attachments)),
    components: serializeComponents(message.components, (url) => resolve(url, message.attachments, attachments)),
    ...(message.reactions.length === 0 ? {} : { reactions: serializeReactions(context, message) }),
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.webhookId === null ? {} : { webhook_id: message.webhookId }),
    ...(message.applicationId === null ? {} : { application_id: message.applicationId }),
    ...(message.interaction === null ? {} : { interaction_metadata: message.interaction }),
    ...(thread === undefined ? {} : { thread: serializeThread(thread) }),
    ...(message.reference === null
      ? {}
      : {
          message_reference: {
            type: MessageReferenceType.Default,
            message_id: message.reference.messageId,
            channel_id: message.reference.channelId,
            ...(guildId === null ? {} : { guild_id: guildId }),
          },
          ...(nested
            ? {}
            : {
                referenced_message:
                  referenced === undefined ? null : serializeMessage(context, referenced, origin, true),
              }),
        }),
  }
}

/** The same for the page, with two more facts: whether the message is still loading, and which command it answers. */
export function serializeForPerson(context: SerializeContext, message: StoredMessage, origin: string): LocalMessage {
  const loading = (message.flags & MessageFlags.Loading) !== 0
  const { commandName } = message
  return {
    ...serializeMessage(context, message, origin),
    ...(loading ? { loading } : {}),
    ...(commandName === undefined ? {} : { commandName }),
  }
}

function findMessage(
  { world }: SerializeContext,
  reference: { readonly channelId: string; readonly messageId: string },
): StoredMessage | undefined {
  return world.messages.get(reference.channelId)?.get(reference.messageId)
}

function serializeReactions({ world }: SerializeContext, message: StoredMessage) {
  return message.reactions.map(({ emoji, userIds }) => ({
    emoji,
    count: userIds.size,
    count_details: { burst: 0, normal: userIds.size },
    burst_colors: [],
    me: userIds.has(world.bot.id),
    me_burst: false,
  }))
}

function resolve(
  url: string,
  stored: readonly StoredAttachment[],
  shown: readonly APIAttachment[],
): APIUnfurledMediaItem & { id: string; filename: string; size: number } {
  const name = url.startsWith('attachment://') ? url.slice('attachment://'.length) : null
  const index = stored.findIndex(({ filename }) => filename === name)
  const [file, link] = [stored[index], shown[index]]
  if (file === undefined || link === undefined) {
    return {
      id: '0',
      url,
      proxy_url: url,
      width: null,
      height: null,
      content_type: null,
      filename: name ?? '',
      size: 0,
    }
  }
  return {
    id: file.id,
    attachment_id: file.id,
    url: link.url,
    proxy_url: link.proxy_url,
    width: file.size?.width ?? null,
    height: file.size?.height ?? null,
    content_type: file.contentType,
    filename: file.filename,
    size: file.bytes.byteLength,
  }
}

function serializeEmbed(embed: Embed, stored: readonly StoredAttachment[], shown: readonly APIAttachment[]): APIEmbed {
  const media = (item: { url: string } | undefined) => {
    if (item === undefined) return undefined
    const { url, width, height } = resolve(item.url, stored, shown)
    return { url, proxy_url: url, width: width ?? 0, height: height ?? 0 }
  }
  const { image, thumbnail, fields, ...rest } = embed
  const [shownImage, shownThumbnail] = [media(image), media(thumbnail)]
  return {
    type: EmbedType.Rich,
    ...rest,
    ...(fields === undefined ? {} : { fields: [...fields] }),
    ...(shownImage === undefined ? {} : { image: shownImage }),
    ...(shownThumbnail === undefined ? {} : { thumbnail: shownThumbnail }),
  }
}
