import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import { withinBoundary } from '../interactions/error-boundary.ts'
import type { MessageCommand, SlashCommand } from './command.ts'
import { defer, deferUpdate } from '../interactions/acknowledge.ts'
import { readCustomId, type Verb } from '../components/custom-id.ts'
import type { Parts } from './services.ts'
import type { Pressed, Submitted } from './handlers.ts'

/** Everything that answers to something, by the name that Discord sends. */
export interface Handlers {
  readonly slash: readonly SlashCommand[]
  readonly message: readonly MessageCommand[]
  readonly pressed: Partial<Readonly<Record<Verb, Pressed>>>
  readonly submitted: Partial<Readonly<Record<Verb, Submitted>>>
}

/** Milliseconds after which an interaction that no handler has answered yet is acknowledged all the same. */
const patience = 2_000

/** Takes interactions to their handlers. `close` refuses new ones with a sentence and waits for those under way. */
export function createDispatch(parts: Parts, handlers: Handlers) {
  const underWay = new Set<Promise<void>>()
  let closed = false

  async function handle(interaction: Interaction): Promise<void> {
    if (closed && !interaction.isAutocomplete()) throw new UserError('shutting-down', refused.shuttingDown)
    if (interaction.isChatInputCommand()) return slash(interaction)
    if (interaction.isMessageContextMenuCommand()) return onMessage(interaction)
    if (interaction.isAutocomplete()) return complete(interaction)
    if (interaction.isMessageComponent()) return pressed(interaction)
    if (interaction.isModalSubmit()) return submitted(interaction)
    throw new UserError('unknown-command', refused.unknownCommand)
  }

  function slash(interaction: ChatInputCommandInteraction): Promise<void> {
    const command = handlers.slash.find(({ declaration }) => declaration.name === interaction.commandName)
    if (command === undefined) throw new UserError('unknown-command', refused.unknownCommand)
    return command.run(parts, interaction)
  }

  function onMessage(interaction: MessageContextMenuCommandInteraction): Promise<void> {
    const command = handlers.message.find(({ declaration }) => declaration.name === interaction.commandName)
    if (command === undefined) throw new UserError('unknown-command', refused.unknownCommand)
    return command.run(parts, interaction)
  }

  async function complete(interaction: AutocompleteInteraction): Promise<void> {
    const command = handlers.slash.find(({ declaration }) => declaration.name === interaction.commandName)
    await (command?.complete?.(parts, interaction) ?? interaction.respond([]))
  }

  async function pressed(interaction: MessageComponentInteraction): Promise<void> {
    const press = readCustomId(interaction.customId)
    const handler = press === undefined ? undefined : handlers.pressed[press.verb]
    if (press === undefined || handler === undefined) throw new UserError('unknown-press', refused.unknownPress)
    const values = interaction.isAnySelectMenu() ? interaction.values.join() : ''
    const key = `${interaction.customId} ${values} ${interaction.user.id}`
    const done = await parts.lock.once(key, () => handler(parts, interaction, press))
    if (done === 'busy') await deferUpdate(parts, interaction)
  }

  async function submitted(interaction: ModalSubmitInteraction): Promise<void> {
    const press = readCustomId(interaction.customId)
    const handler = press === undefined ? undefined : handlers.submitted[press.verb]
    if (press === undefined || handler === undefined) throw new UserError('unknown-press', refused.unknownPress)
    await handler(parts, interaction, press)
  }

  async function answer(interaction: Interaction): Promise<void> {
    const cancel = parts.clock.after(patience, () => void acknowledge(interaction))
    await withinBoundary(parts, interaction, () => handle(interaction))
    cancel()
  }

  /** A disk that hangs must not cost the person their answer: three seconds is all that Discord gives. */
  async function acknowledge(interaction: Interaction): Promise<void> {
    if (!interaction.isRepliable() || interaction.replied || parts.gate.isAcknowledging(interaction)) return
    parts.log.warn({ interaction: interaction.id }, 'a handler was slow to acknowledge')
    await defer(parts, interaction, { ephemeral: true }).catch((error: unknown) =>
      parts.log.warn({ err: error }, 'too late to acknowledge'),
    )
  }

  return {
    dispatch(interaction: Interaction): void {
      const task: Promise<void> = answer(interaction).finally(() => underWay.delete(task))
      underWay.add(task)
    },
    /** From here on people are told to come back; resolves when every handler has ended. */
    async close(): Promise<void> {
      closed = true
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}

export type Dispatch = ReturnType<typeof createDispatch>
