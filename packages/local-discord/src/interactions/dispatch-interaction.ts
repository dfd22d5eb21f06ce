import {
  type APIMessageInteractionMetadata,
  GatewayDispatchEvents,
  type InteractionContextType,
  InteractionType,
  Locale,
} from 'discord-api-types/v10'
import type { ServerContext } from '../server-context.ts'
import type { StoredChannel, StoredMessage, StoredPerson } from '../world-types.ts'
import { serializeChannel } from '../world/serialize-channel.ts'
import { serializeMemberWithUser } from '../world/serialize-guild.ts'
import { serializeMessage } from '../world/serialize-message.ts'
import { appPermissions, botReceives, permissionsIn } from '../world/visibility.ts'
import type { StoredInteraction } from './interaction-registry.ts'

interface OutgoingInteraction {
  readonly type: InteractionType
  readonly person: StoredPerson
  readonly channel: StoredChannel
  readonly nonce: string
  /** The language of the person's app. Default: American English. */
  readonly locale?: Locale | undefined
  readonly data: unknown
  readonly owners: Readonly<Record<string, string>>
  readonly context: InteractionContextType
  readonly userInstallOnly: boolean
  readonly source?: StoredMessage | undefined
  readonly target?: StoredMessage | undefined
  readonly targetUserId?: string | undefined
  /** The command as the page shows it: `generate`, `challenge start`. For a modal, the one that opened it. */
  readonly commandName?: string | undefined
  /** For a modal: the interaction that opened it. */
  readonly triggering?: APIMessageInteractionMetadata | null
}

/** Registers an interaction, starts its three seconds, and sends INTERACTION_CREATE to the bot. */
export function dispatchInteraction(context: ServerContext, outgoing: OutgoingInteraction): StoredInteraction {
  const { person, channel, source } = outgoing
  const { world } = context
  const id = context.nextId()
  const interaction = context.interactions.begin({
    id,
    type: outgoing.type,
    userId: person.id,
    channelId: channel.id,
    nonce: outgoing.nonce,
    metadata: metadataOf(context, id, outgoing),
    commandName: outgoing.commandName,
    sourceMessageId: source?.id ?? null,
    targetMessageId: outgoing.target?.id ?? null,
    userInstallOnly: outgoing.userInstallOnly,
  })
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId)
  const member = guild?.members.get(person.id)
  context.gateway.dispatch({
    event: GatewayDispatchEvents.InteractionCreate,
    // Discord chooses the shard by the guild's id, even for guilds without the bot.
    guildId: channel.guildId,
    intents: 0,
    data: {
      version: 1,
      id,
      application_id: world.applicationId,
      type: outgoing.type,
      token: interaction.token,
      data: outgoing.data,
      channel_id: channel.id,
      channel: serializeChannel(world, channel),
      context: outgoing.context,
      locale: outgoing.locale ?? Locale.EnglishUS,
      entitlements: [],
      entitlement_sku_ids: [],
      authorizing_integration_owners: outgoing.owners,
      app_permissions: appPermissions(world, channel).toString(),
      attachment_size_limit: context.limits.fileSize,
      ...(guild === undefined
        ? { user: person.user }
        : {
            guild_id: guild.id,
            guild_locale: Locale.EnglishUS,
            guild: { id: guild.id, locale: Locale.EnglishUS, features: [] },
            ...(member === undefined
              ? {}
              : {
                  member: {
                    ...serializeMemberWithUser(world, member),
                    permissions: permissionsIn(world, channel, person.id).toString(),
                  },
                }),
          }),
      ...(source === undefined ? {} : { message: messageForBot(context, source, channel) }),
    },
  })
  return interaction
}

function messageForBot(context: ServerContext, source: StoredMessage, channel: StoredChannel) {
  const shown = serializeMessage(context, source, context.origin())
  return botReceives(context.world, channel) && channel.guildId !== null
    ? { ...shown, guild_id: channel.guildId }
    : shown
}

/** https://docs.discord.com/developers/resources/message#message-interaction-metadata-object */
function metadataOf(
  context: ServerContext,
  id: string,
  outgoing: OutgoingInteraction,
): APIMessageInteractionMetadata | null {
  const base = { id, user: outgoing.person.user, authorizing_integration_owners: { ...outgoing.owners } }
  switch (outgoing.type) {
    case InteractionType.ApplicationCommand: {
      const target = outgoing.targetUserId === undefined ? undefined : context.world.people.get(outgoing.targetUserId)
      return {
        ...base,
        type: InteractionType.ApplicationCommand,
        ...(target === undefined ? {} : { target_user: target.user }),
        ...(outgoing.target === undefined ? {} : { target_message_id: outgoing.target.id }),
      }
    }
    case InteractionType.MessageComponent:
      return {
        ...base,
        type: InteractionType.MessageComponent,
        interacted_message_id: outgoing.source?.id ?? '0',
      }
    case InteractionType.ModalSubmit: {
      const triggering = outgoing.triggering
      if (!triggering || triggering.type === InteractionType.ModalSubmit) return null
      return { ...base, type: InteractionType.ModalSubmit, triggering_interaction_metadata: triggering }
    }
    case InteractionType.Ping:
    case InteractionType.ApplicationCommandAutocomplete:
      return null
  }
}
