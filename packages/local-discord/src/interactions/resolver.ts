import type {
  APIAttachment,
  APIInteractionDataResolved,
  APIInteractionDataResolvedChannel,
  APIInteractionDataResolvedGuildMember,
  APIMessage,
  APIRole,
  APIUser,
} from 'discord-api-types/v10'
import { ChannelType } from 'discord-api-types/v10'
import type { ServerContext } from '../server-context.ts'
import type { Upload } from '../rules/attachments.ts'
import { mediaType } from '../media-type.ts'
import type { StoredAttachment, StoredChannel, StoredMessage } from '../world-types.ts'
import { serializeMember, userOf } from '../world/serialize-guild.ts'
import { serializeMessage } from '../world/serialize-message.ts'
import { permissionsIn } from '../world/visibility.ts'
import { RefusedAction } from '../refused-action.ts'

/** Collects the objects that interaction data names by id: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure */
export interface Resolver {
  user(id: string): void
  role(id: string): void
  channel(id: string, types?: readonly ChannelType[]): void
  /** A user or a role. */
  mentionable(id: string): void
  message(message: StoredMessage): void
  /** Stores a person's file and returns its id. */
  attach(upload: Upload | undefined): string
  /** Everything collected, or undefined if nothing was. */
  result(): (APIInteractionDataResolved & { messages?: Record<string, APIMessage> }) | undefined
}

export function createResolver(context: ServerContext, place: StoredChannel, userId: string): Resolver {
  const { world } = context
  const guild = place.guildId === null ? undefined : world.guilds.get(place.guildId)
  const users: Record<string, APIUser> = {}
  const members: Record<string, APIInteractionDataResolvedGuildMember> = {}
  const roles: Record<string, APIRole> = {}
  const channels: Record<string, APIInteractionDataResolvedChannel> = {}
  const messages: Record<string, APIMessage> = {}
  const attachments: Record<string, APIAttachment> = {}

  const resolver: Resolver = {
    user(id) {
      const user = userOf(world, id)
      if (user === undefined) throw new RefusedAction('This user does not exist.', { id })
      users[id] = user
      const member = guild?.members.get(id)
      if (member === undefined) return
      members[id] = { ...serializeMember(member), permissions: permissionsIn(world, place, id).toString() }
    },
    role(id) {
      const role = guild?.roles.get(id)
      if (role === undefined) throw new RefusedAction('This role does not exist.', { id })
      roles[id] = role
    },
    mentionable(id) {
      if (guild?.roles.has(id) === true) resolver.role(id)
      else resolver.user(id)
    },
    channel(id, types) {
      const channel = world.channels.get(id)
      if (channel === undefined || channel.guildId !== place.guildId) {
        throw new RefusedAction('This channel does not exist.', { id })
      }
      if (types !== undefined && types.length > 0 && !types.includes(channel.type)) {
        throw new RefusedAction('A channel of this kind cannot be chosen.', { id })
      }
      channels[id] = serializeResolvedChannel(channel, permissionsIn(world, channel, userId))
    },
    message(message) {
      messages[message.id] = serializeMessage(context, message, context.origin())
    },
    attach(upload) {
      if (upload === undefined) throw new RefusedAction('The file is missing.')
      if (upload.bytes.byteLength > context.limits.fileSize) {
        throw new RefusedAction('Your file is too powerful: it is over the size limit.', {
          limit: context.limits.fileSize,
        })
      }
      const attachment: StoredAttachment = {
        id: context.nextId(),
        channelId: place.id,
        filename: upload.filename,
        bytes: upload.bytes,
        ...mediaType(upload.bytes),
        description: null,
        spoiler: false,
        ephemeral: true,
      }
      world.attachments.set(attachment.id, attachment)
      attachments[attachment.id] = context.attachmentLinks.show(attachment, context.origin())
      return attachment.id
    },
    result() {
      const all = {
        ...(isEmpty(users) ? {} : { users }),
        ...(isEmpty(members) ? {} : { members }),
        ...(isEmpty(roles) ? {} : { roles }),
        ...(isEmpty(channels) ? {} : { channels }),
        ...(isEmpty(messages) ? {} : { messages }),
        ...(isEmpty(attachments) ? {} : { attachments }),
      }
      return isEmpty(all) ? undefined : all
    },
  }
  return resolver
}

function serializeResolvedChannel(channel: StoredChannel, permissions: bigint): APIInteractionDataResolvedChannel {
  return {
    id: channel.id,
    name: channel.name,
    type: channel.type === ChannelType.GuildForum ? ChannelType.GuildForum : ChannelType.GuildText,
    permissions: permissions.toString(),
  }
}

const isEmpty = (record: object): boolean => Object.keys(record).length === 0
