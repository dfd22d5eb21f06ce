import { ApplicationCommandType, InteractionContextType, InteractionType } from 'discord-api-types/v10'
import type { LocalInteraction } from '../page-protocol.ts'
import type { Parts } from '../parts.ts'
import type { Upload } from '../rules/attachments.ts'
import type { StoredChannel, StoredMessage, StoredPerson } from '../world-types.ts'
import { canSee, canSeeMessage } from '../world/sight.ts'
import { commandOptions } from './command-options.ts'
import { componentData } from './component-data.ts'
import { deliver } from './deliver.ts'
import type { StoredInteraction } from './interactions.ts'
import { modalData } from './modal-data.ts'
import { mayUse, placeOf } from './place.ts'
import { RefusedAction } from '../refused-action.ts'
import { createResolver } from './resolved.ts'

type Of<K extends LocalInteraction['kind']> = Extract<LocalInteraction, { kind: K }>

/**
 * A person does something: the server checks what Discord's app would check, and the bot hears of it.
 * Throws a RefusedAction for what the app would not have let them do.
 */
export function act(parts: Parts, interaction: LocalInteraction, uploads: readonly Upload[] = []): StoredInteraction {
  const person = parts.world.people.get(interaction.as)
  if (person === undefined) throw new RefusedAction('There is no such person.', { as: interaction.as })
  const channel = parts.world.channels.get(interaction.channelId)
  if (channel === undefined || !canSee(parts.world, channel, person.id)) {
    throw new RefusedAction('There is no such channel.', { channelId: interaction.channelId })
  }
  switch (interaction.kind) {
    case 'command':
      return runCommand(parts, interaction, person, channel, uploads)
    case 'autocomplete':
      return complete(parts, interaction, person, channel)
    case 'component':
      return useComponent(parts, interaction, person, channel)
    case 'modal':
      return submitModal(parts, interaction, person, uploads)
  }
}

function findCommand(parts: Parts, commandId: string, person: StoredPerson, channel: StoredChannel) {
  const command = parts.world.commands.get(commandId)
  const place = command === undefined ? null : placeOf(parts.world, channel, person, command)
  if (command === undefined || place === null) throw new RefusedAction('There is no such command here.', { commandId })
  if (!mayUse(parts.world, channel, person.id, command)) {
    throw new RefusedAction('You do not have permission to use this command.', { commandId })
  }
  return { command, place }
}

function runCommand(
  parts: Parts,
  given: Of<'command'>,
  person: StoredPerson,
  channel: StoredChannel,
  uploads: readonly Upload[],
): StoredInteraction {
  const { command, place } = findCommand(parts, given.commandId, person, channel)
  const resolver = createResolver(parts, channel, person.id)
  const base = {
    id: command.id,
    type: command.type,
    name: command.name,
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
  }
  const common = {
    type: InteractionType.ApplicationCommand,
    person,
    channel,
    nonce: given.nonce,
    commandName: [command.name, ...(given.path ?? [])].join(' '),
    ...place,
  }
  if (command.type === ApplicationCommandType.ChatInput) {
    const options = commandOptions({ command, path: given.path, options: given.options, uploads }, resolver)
    return deliver(parts, { ...common, data: { ...base, options, ...resolvedOf(resolver.result()) } })
  }
  const targetId = given.targetId ?? ''
  if (command.type === ApplicationCommandType.User) {
    resolver.user(targetId)
    return deliver(parts, {
      ...common,
      targetUserId: targetId,
      data: { ...base, target_id: targetId, ...resolvedOf(resolver.result()) },
    })
  }
  const target = visibleMessage(parts, channel, targetId, person)
  resolver.message(target)
  return deliver(parts, {
    ...common,
    target,
    data: { ...base, target_id: targetId, ...resolvedOf(resolver.result()) },
  })
}

function complete(
  parts: Parts,
  given: Of<'autocomplete'>,
  person: StoredPerson,
  channel: StoredChannel,
): StoredInteraction {
  const { command, place } = findCommand(parts, given.commandId, person, channel)
  const resolver = createResolver(parts, channel, person.id)
  const { path, options, focused } = given
  return deliver(parts, {
    type: InteractionType.ApplicationCommandAutocomplete,
    person,
    channel,
    nonce: given.nonce,
    ...place,
    data: {
      id: command.id,
      type: command.type,
      name: command.name,
      options: commandOptions({ command, path, options, uploads: [], focused }, resolver),
    },
  })
}

function useComponent(
  parts: Parts,
  given: Of<'component'>,
  person: StoredPerson,
  channel: StoredChannel,
): StoredInteraction {
  const source = visibleMessage(parts, channel, given.messageId, person)
  if (source.author.id !== parts.world.bot.id) throw new RefusedAction('This message has no buttons of the bot.')
  const place = placeOf(parts.world, channel, person, null)
  // Anyone may press a button that they can see, also where the app belongs to somebody else.
  const owners = source.interaction?.authorizing_integration_owners ?? place?.owners ?? {}
  const resolver = createResolver(parts, channel, person.id)
  const data = componentData(source, given.customId, given.values ?? [], resolver)
  return deliver(parts, {
    type: InteractionType.MessageComponent,
    person,
    channel,
    nonce: given.nonce,
    context: place?.context ?? InteractionContextType.Guild,
    owners: { ...owners },
    userInstallOnly: channel.guildId !== null && parts.world.guilds.get(channel.guildId)?.botInstalled !== true,
    source,
    data: { ...data, ...resolvedOf(resolver.result()) },
  })
}

function submitModal(
  parts: Parts,
  given: Of<'modal'>,
  person: StoredPerson,
  uploads: readonly Upload[],
): StoredInteraction {
  const open = parts.interactions.peekModal(given.modalId, person.id)
  if (open === undefined) throw new RefusedAction('This form is no longer open.', { modalId: given.modalId })
  const channel = parts.world.channels.get(open.channelId)
  if (channel === undefined) throw new RefusedAction('There is no such channel.', { channelId: open.channelId })
  const resolver = createResolver(parts, channel, person.id)
  const components = modalData(open.modal, given.fields, uploads, resolver)
  parts.interactions.takeModal(given.modalId, person.id)
  const source =
    open.sourceMessageId === null ? undefined : parts.world.messages.get(channel.id)?.get(open.sourceMessageId)
  return deliver(parts, {
    type: InteractionType.ModalSubmit,
    person,
    channel,
    nonce: given.nonce,
    context: channel.guildId === null ? InteractionContextType.BotDM : InteractionContextType.Guild,
    owners: open.owners,
    userInstallOnly: open.userInstallOnly,
    source,
    triggering: open.metadata,
    commandName: open.commandName,
    data: { custom_id: open.modal.custom_id, components, ...resolvedOf(resolver.result()) },
  })
}

function visibleMessage(parts: Parts, channel: StoredChannel, id: string, person: StoredPerson): StoredMessage {
  const message = parts.world.messages.get(channel.id)?.get(id)
  if (message === undefined || !canSeeMessage(parts.world, message, person.id)) {
    throw new RefusedAction('There is no such message.', { id })
  }
  return message
}

const resolvedOf = <R>(resolved: R | undefined) => (resolved === undefined ? {} : { resolved })
