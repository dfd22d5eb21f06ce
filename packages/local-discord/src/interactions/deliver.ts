import {
  type APIMessageInteractionMetadata,
  GatewayDispatchEvents,
  type InteractionContextType,
  InteractionType,
  Locale,
} from 'discord-api-types/v10'
import type { Parts } from '../parts.ts'
import type { StoredChannel, StoredMessage, StoredPerson } from '../world-types.ts'
import { showChannel } from '../world/show-channel.ts'
import { showMemberWithUser } from '../world/show-guild.ts'
import { showMessage } from '../world/show-message.ts'
import { appPermissions, botHears, permissionsIn } from '../world/sight.ts'
import type { StoredInteraction } from './interactions.ts'

export interface Delivery {
  readonly type: InteractionType
  readonly person: StoredPerson
  readonly channel: StoredChannel
  readonly nonce: string
  readonly data: unknown
  readonly owners: Readonly<Record<string, string>>
  readonly context: InteractionContextType
  readonly userInstallOnly: boolean
  readonly source?: StoredMessage | undefined
  readonly target?: StoredMessage | undefined
  readonly targetUserId?: string | undefined
  /** The command that was used, as the page shows it: `generate`, `challenge start`; of a modal, the one that opened it. */
  readonly commandName?: string | undefined
  /** Of a modal: the interaction that opened it. */
  readonly triggering?: APIMessageInteractionMetadata | null
}

/** Notes an interaction, starts its three seconds, and sends INTERACTION_CREATE to the bot. */
export function deliver(parts: Parts, delivery: Delivery): StoredInteraction {
  const { person, channel, source } = delivery
  const { world } = parts
  const id = parts.nextId()
  const interaction = parts.interactions.begin({
    id,
    type: delivery.type,
    userId: person.id,
    channelId: channel.id,
    nonce: delivery.nonce,
    metadata: metadataOf(parts, id, delivery),
    commandName: delivery.commandName,
    sourceMessageId: source?.id ?? null,
    targetMessageId: delivery.target?.id ?? null,
    userInstallOnly: delivery.userInstallOnly,
  })
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId)
  const member = guild?.members.get(person.id)
  parts.gateway.dispatch({
    event: GatewayDispatchEvents.InteractionCreate,
    // Guilds without the bot have no shard of their own; Discord sends those by the guild's id all the same.
    guildId: channel.guildId,
    intents: 0,
    data: {
      version: 1,
      id,
      application_id: world.applicationId,
      type: delivery.type,
      token: interaction.token,
      data: delivery.data,
      channel_id: channel.id,
      channel: showChannel(world, channel),
      context: delivery.context,
      locale: Locale.EnglishUS,
      entitlements: [],
      entitlement_sku_ids: [],
      authorizing_integration_owners: delivery.owners,
      app_permissions: appPermissions(world, channel).toString(),
      attachment_size_limit: parts.limits.fileSize,
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
                    ...showMemberWithUser(world, member),
                    permissions: permissionsIn(world, channel, person.id).toString(),
                  },
                }),
          }),
      ...(source === undefined ? {} : { message: messageForBot(parts, source, channel) }),
    },
  })
  return interaction
}

function messageForBot(parts: Parts, source: StoredMessage, channel: StoredChannel) {
  const shown = showMessage(parts, source, parts.origin())
  return botHears(parts.world, channel) && channel.guildId !== null ? { ...shown, guild_id: channel.guildId } : shown
}

/** https://docs.discord.com/developers/resources/message#message-interaction-metadata-object */
function metadataOf(parts: Parts, id: string, delivery: Delivery): APIMessageInteractionMetadata | null {
  const base = { id, user: delivery.person.user, authorizing_integration_owners: { ...delivery.owners } }
  switch (delivery.type) {
    case InteractionType.ApplicationCommand: {
      const target = delivery.targetUserId === undefined ? undefined : parts.world.people.get(delivery.targetUserId)
      return {
        ...base,
        type: InteractionType.ApplicationCommand,
        ...(target === undefined ? {} : { target_user: target.user }),
        ...(delivery.target === undefined ? {} : { target_message_id: delivery.target.id }),
      }
    }
    case InteractionType.MessageComponent:
      return {
        ...base,
        type: InteractionType.MessageComponent,
        interacted_message_id: delivery.source?.id ?? '0',
      }
    case InteractionType.ModalSubmit: {
      const triggering = delivery.triggering
      if (!triggering || triggering.type === InteractionType.ModalSubmit) return null
      return { ...base, type: InteractionType.ModalSubmit, triggering_interaction_metadata: triggering }
    }
    case InteractionType.Ping:
    case InteractionType.ApplicationCommandAutocomplete:
      return null
  }
}
