import {
  type APIMessageInteractionMetadata,
  type APIUser,
  ComponentType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  MessageType,
} from 'discord-api-types/v10'
import { mediaType } from '../media-type.ts'
import type { ServerContext } from '../server-context.ts'
import type { WantedAttachment } from '../rules/attachments.ts'
import { everyComponent } from '../rules/components.ts'
import { isLateEdit } from '../rules/interaction-limits.ts'
import type { AllowedMentions, MessageDraft } from '../rules/message-draft.ts'
import type { StoredAttachment, StoredChannel, StoredMessage } from '../world-types.ts'
import { serializeMessage, serializeForPerson } from './serialize-message.ts'
import { serializeMember } from './serialize-guild.ts'
import { botReceives, canSeeMessage } from './visibility.ts'

interface MessageOrigin {
  /** Default: a new one. The first message of a forum post has the id of the thread. */
  readonly id?: string
  readonly channel: StoredChannel
  readonly author: APIUser
  readonly type?: MessageType
  readonly visibleTo?: string | null
  readonly interaction?: APIMessageInteractionMetadata | null
  readonly commandName?: string | undefined
  readonly webhookId?: string | null
  readonly applicationId?: string | null
  readonly reference?: StoredMessage['reference']
}

/** Adds a message to a channel and notifies everyone who can see it. */
export function createMessage(context: ServerContext, draft: MessageDraft, origin: MessageOrigin): StoredMessage {
  const id = origin.id ?? context.nextId()
  const visibleTo = origin.visibleTo ?? null
  const message: StoredMessage = {
    id,
    channelId: origin.channel.id,
    author: origin.author,
    type: origin.type ?? (origin.reference ? MessageType.Reply : MessageType.Default),
    createdAt: context.clock.now(),
    visibleTo,
    interaction: origin.interaction ?? null,
    commandName: origin.commandName,
    webhookId: origin.webhookId ?? null,
    applicationId: origin.applicationId ?? null,
    nonce: draft.nonce,
    reference: origin.reference ?? null,
    mentions: mentionsOf(context, draft),
    tts: draft.tts,
    content: draft.content,
    embeds: draft.embeds,
    components: draft.components,
    attachments: takeAttachments(context, origin.channel.id, draft.attachments, [], visibleTo !== null),
    flags: draft.flags,
    editedAt: null,
    lateEdits: [],
    pinnedAt: null,
    reactions: [],
    threadId: null,
    dismissed: false,
  }
  const channelMessages = context.world.messages.get(message.channelId) ?? new Map<string, StoredMessage>()
  context.world.messages.set(message.channelId, channelMessages)
  channelMessages.set(id, message)
  origin.channel.lastMessageId = id
  announce(context, message, GatewayDispatchEvents.MessageCreate)
  return message
}

/** Changes a message in place and notifies everyone who can see it. */
export function editMessage(context: ServerContext, message: StoredMessage, draft: MessageDraft): void {
  message.content = draft.content
  message.embeds = draft.embeds
  message.components = draft.components
  message.attachments = takeAttachments(
    context,
    message.channelId,
    draft.attachments,
    message.attachments,
    message.visibleTo !== null,
  )
  message.flags = draft.flags
  message.editedAt = context.clock.now()
  if (isLateEdit(message.createdAt, message.editedAt)) message.lateEdits.push(message.editedAt)
  announce(context, message, GatewayDispatchEvents.MessageUpdate)
}

export function deleteMessage(context: ServerContext, message: StoredMessage): void {
  const channel = context.world.channels.get(message.channelId)
  context.viewers.send(({ personId }) =>
    canSeeMessage(context.world, message, personId)
      ? { type: 'message-deleted', channelId: message.channelId, messageId: message.id }
      : null,
  )
  context.world.messages.get(message.channelId)?.delete(message.id)
  for (const { id } of message.attachments) context.world.attachments.delete(id)
  if (message.visibleTo !== null || channel === undefined || !botReceives(context.world, channel)) return
  context.gateway.dispatch({
    event: GatewayDispatchEvents.MessageDelete,
    guildId: channel.guildId,
    intents: intentFor(channel),
    data: {
      id: message.id,
      channel_id: message.channelId,
      ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
    },
  })
}

/** A person dismisses an ephemeral message. As on Discord, the bot does not notice and can go on editing it. */
export function dismissMessage(context: ServerContext, message: StoredMessage): void {
  const { channelId, id: messageId, visibleTo } = message
  message.dismissed = true
  context.viewers.send(({ personId }) =>
    personId === visibleTo ? { type: 'message-deleted', channelId, messageId } : null,
  )
}

/** Notifies viewers and the bot of a new or changed message. The bot receives no ephemeral messages. */
export function announce(
  context: ServerContext,
  message: StoredMessage,
  event: GatewayDispatchEvents.MessageCreate | GatewayDispatchEvents.MessageUpdate,
): void {
  const type = event === GatewayDispatchEvents.MessageCreate ? 'message' : 'message-edited'
  context.viewers.send(({ personId, origin }) =>
    canSeeMessage(context.world, message, personId)
      ? { type, channelId: message.channelId, message: serializeForPerson(context, message, origin) }
      : null,
  )
  const channel = context.world.channels.get(message.channelId)
  if (message.visibleTo !== null || channel === undefined || !botReceives(context.world, channel)) return
  const shown = serializeMessage(context, message, context.origin())
  const guild = channel.guildId === null ? undefined : context.world.guilds.get(channel.guildId)
  const member = guild?.members.get(message.author.id)
  const data = {
    ...shown,
    ...(guild === undefined ? {} : { guild_id: guild.id }),
    ...(member === undefined ? {} : { member: serializeMember(member) }),
  }
  const { bot } = context.world
  const open =
    guild === undefined || message.author.id === bot.id || message.mentions.some((user) => user.id === bot.id)
  context.gateway.dispatch({
    event,
    guildId: channel.guildId,
    intents: intentFor(channel),
    data,
    ...(open ? {} : { redacted: { ...data, content: '', embeds: [], components: [], attachments: [] } }),
  })
}

function intentFor(channel: StoredChannel): number {
  return channel.guildId === null ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages
}

function takeAttachments(
  context: ServerContext,
  channelId: string,
  wanted: readonly WantedAttachment[],
  existing: readonly StoredAttachment[],
  ephemeral: boolean,
): readonly StoredAttachment[] {
  const taken = wanted.flatMap((one): StoredAttachment[] => {
    if ('upload' in one) {
      return [
        {
          id: context.nextId(),
          channelId,
          filename: one.filename,
          bytes: one.upload.bytes,
          ...mediaType(one.upload.bytes),
          description: one.description,
          spoiler: one.spoiler || one.filename.startsWith('SPOILER_'),
          ephemeral,
        },
      ]
    }
    const kept = existing.find(({ id }) => id === one.kept)
    if (kept === undefined) return []
    return [one.description === undefined ? kept : { ...kept, description: one.description }]
  })
  for (const { id } of existing) context.world.attachments.delete(id)
  for (const attachment of taken) context.world.attachments.set(attachment.id, attachment)
  return taken
}

/** The users that are pinged: named in the text and allowed by `allowed_mentions`. */
function mentionsOf({ world }: ServerContext, draft: MessageDraft): APIUser[] {
  const texts = [draft.content]
  for (const { component } of everyComponent(draft.components)) {
    if (component.type === ComponentType.TextDisplay) texts.push(component.content)
  }
  const named = new Set(texts.flatMap((text) => [...text.matchAll(/<@!?(\d+)>/g)].map((match) => match[1] ?? '')))
  return [...named].flatMap((id) => {
    const user = id === world.bot.id ? world.bot : world.people.get(id)?.user
    return user !== undefined && mayMention(draft.allowedMentions, id) ? [user] : []
  })
}

/** https://docs.discord.com/developers/resources/message#allowed-mentions-object */
function mayMention(allowed: AllowedMentions, id: string): boolean {
  if (allowed === null || allowed === undefined) return true
  return allowed.parse?.includes('users') === true || allowed.users?.includes(id) === true
}
