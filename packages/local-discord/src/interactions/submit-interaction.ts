import { ApplicationCommandType, InteractionContextType, InteractionType } from 'discord-api-types/v10'
import type { LocalInteraction } from '../page-protocol.ts'
import type { ServerContext } from '../server-context.ts'
import type { Upload } from '../rules/attachments.ts'
import type { StoredChannel, StoredMessage, StoredPerson } from '../world-types.ts'
import { canSeeChannel, canSeeMessage } from '../world/visibility.ts'
import { commandOptions } from './command-options.ts'
import { componentData } from './component-data.ts'
import { dispatchInteraction } from './dispatch-interaction.ts'
import type { StoredInteraction } from './interaction-registry.ts'
import { modalData } from './modal-data.ts'
import { mayUseCommand, invocationContext } from './invocation-context.ts'
import { RefusedAction } from '../refused-action.ts'
import { createResolver } from './resolver.ts'

type Kind<K extends LocalInteraction['kind']> = Extract<LocalInteraction, { kind: K }>

/**
 * A person starts an interaction. The server checks what Discord's app would check and sends it to the bot. Throws a
 * RefusedAction if the app would not have allowed it.
 */
export function submitInteraction(
  context: ServerContext,
  interaction: LocalInteraction,
  uploads: readonly Upload[] = [],
): StoredInteraction {
  const person = context.world.people.get(interaction.as)
  if (person === undefined) throw new RefusedAction('There is no such person.', { as: interaction.as })
  const channel = context.world.channels.get(interaction.channelId)
  if (channel === undefined || !canSeeChannel(context.world, channel, person.id)) {
    throw new RefusedAction('There is no such channel.', { channelId: interaction.channelId })
  }
  switch (interaction.kind) {
    case 'command':
      return runCommand(context, interaction, person, channel, uploads)
    case 'autocomplete':
      return complete(context, interaction, person, channel)
    case 'component':
      return useComponent(context, interaction, person, channel)
    case 'modal':
      return submitModal(context, interaction, person, uploads)
  }
}

function findCommand(context: ServerContext, commandId: string, person: StoredPerson, channel: StoredChannel) {
  const command = context.world.commands.get(commandId)
  const place = command === undefined ? null : invocationContext(context.world, channel, person, command)
  if (command === undefined || place === null) throw new RefusedAction('There is no such command here.', { commandId })
  if (!mayUseCommand(context.world, channel, person.id, command)) {
    throw new RefusedAction('You do not have permission to use this command.', { commandId })
  }
  return { command, place }
}

function runCommand(
  context: ServerContext,
  given: Kind<'command'>,
  person: StoredPerson,
  channel: StoredChannel,
  uploads: readonly Upload[],
): StoredInteraction {
  const { command, place } = findCommand(context, given.commandId, person, channel)
  const resolver = createResolver(context, channel, person.id)
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
    locale: given.locale,
    commandName: [command.name, ...(given.path ?? [])].join(' '),
    ...place,
  }
  if (command.type === ApplicationCommandType.ChatInput) {
    const options = commandOptions({ command, path: given.path, options: given.options, uploads }, resolver)
    return dispatchInteraction(context, { ...common, data: { ...base, options, ...resolvedOf(resolver.result()) } })
  }
  const targetId = given.targetId ?? ''
  if (command.type === ApplicationCommandType.User) {
    resolver.user(targetId)
    return dispatchInteraction(context, {
      ...common,
      targetUserId: targetId,
      data: { ...base, target_id: targetId, ...resolvedOf(resolver.result()) },
    })
  }
  const target = visibleMessage(context, channel, targetId, person)
  resolver.message(target)
  return dispatchInteraction(context, {
    ...common,
    target,
    data: { ...base, target_id: targetId, ...resolvedOf(resolver.result()) },
  })
}

function complete(
  context: ServerContext,
  given: Kind<'autocomplete'>,
  person: StoredPerson,
  channel: StoredChannel,
): StoredInteraction {
  const { command, place } = findCommand(context, given.commandId, person, channel)
  const resolver = createResolver(context, channel, person.id)
  const { path, options, focused } = given
  return dispatchInteraction(context, {
    type: InteractionType.ApplicationCommandAutocomplete,
    person,
    channel,
    nonce: given.nonce,
    locale: given.locale,
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
  context: ServerContext,
  given: Kind<'component'>,
  person: StoredPerson,
  channel: StoredChannel,
): StoredInteraction {
  const source = visibleMessage(context, channel, given.messageId, person)
  if (source.author.id !== context.world.bot.id) throw new RefusedAction('This message is not from the bot.')
  const place = invocationContext(context.world, channel, person, null)
  // Anyone may press a button that they can see, even if somebody else has installed the app.
  const owners = source.interaction?.authorizing_integration_owners ?? place?.owners ?? {}
  const resolver = createResolver(context, channel, person.id)
  const data = componentData(source, given.customId, given.values ?? [], resolver)
  return dispatchInteraction(context, {
    type: InteractionType.MessageComponent,
    person,
    channel,
    nonce: given.nonce,
    locale: given.locale,
    context: place?.context ?? InteractionContextType.Guild,
    owners: { ...owners },
    userInstallOnly: channel.guildId !== null && context.world.guilds.get(channel.guildId)?.botInstalled !== true,
    source,
    data: { ...data, ...resolvedOf(resolver.result()) },
  })
}

function submitModal(
  context: ServerContext,
  given: Kind<'modal'>,
  person: StoredPerson,
  uploads: readonly Upload[],
): StoredInteraction {
  const open = context.interactions.peekModal(given.modalId, person.id)
  if (open === undefined) throw new RefusedAction('This form is no longer open.', { modalId: given.modalId })
  const channel = context.world.channels.get(open.channelId)
  if (channel === undefined) throw new RefusedAction('There is no such channel.', { channelId: open.channelId })
  const resolver = createResolver(context, channel, person.id)
  const components = modalData(open.modal, given.fields, uploads, resolver)
  context.interactions.takeModal(given.modalId, person.id)
  const source =
    open.sourceMessageId === null ? undefined : context.world.messages.get(channel.id)?.get(open.sourceMessageId)
  return dispatchInteraction(context, {
    type: InteractionType.ModalSubmit,
    person,
    channel,
    nonce: given.nonce,
    locale: given.locale,
    context: channel.guildId === null ? InteractionContextType.BotDM : InteractionContextType.Guild,
    owners: open.owners,
    userInstallOnly: open.userInstallOnly,
    source,
    triggering: open.metadata,
    commandName: open.commandName,
    data: { custom_id: open.modal.custom_id, components, ...resolvedOf(resolver.result()) },
  })
}

function visibleMessage(
  context: ServerContext,
  channel: StoredChannel,
  id: string,
  person: StoredPerson,
): StoredMessage {
  const message = context.world.messages.get(channel.id)?.get(id)
  if (message === undefined || !canSeeMessage(context.world, message, person.id)) {
    throw new RefusedAction('There is no such message.', { id })
  }
  return message
}

const resolvedOf = <R>(resolved: R | undefined) => (resolved === undefined ? {} : { resolved })
