import type { Interaction, MessageComponentInteraction } from 'discord.js'
import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/refusals.ts'
import { createTurns } from '#src/turns.ts'
import { readCustomId } from '../components/custom-id.ts'
import type { AcknowledgementGate } from '../interactions/acknowledgement-gate.ts'
import type { DoublePressLock } from '../interactions/double-press-lock.ts'
import { withinBoundary } from '../interactions/error-boundary.ts'
import type { Handlers } from './handlers.ts'
import type { Services } from './services.ts'

/** Milliseconds after which this dispatcher acknowledges an interaction that its handler has not acknowledged. */
const fallbackAfter = 2_000
/** Milliseconds for which handlers of a rush may begin one after the other before the event loop goes on with something else. */
const turnBudget = 5

export interface DispatchParts {
  readonly services: Services
  readonly handlers: Omit<Handlers, 'controls'>
  readonly lock: DoublePressLock
  readonly gate: Pick<AcknowledgementGate, 'isAcknowledging'>
  readonly clock: Clock
  readonly log: Logger
}

/**
 * Passes interactions to their handlers. `close` refuses new ones with a sentence and waits for the handlers that are
 * running.
 */
export function createDispatch(parts: DispatchParts) {
  const { services, clock, log } = parts
  const underWay = new Set<Promise<void>>()
  const turns = createTurns(turnBudget, clock.monotonic)
  let closed = false

  async function handle(interaction: Interaction): Promise<void> {
    if (closed && !interaction.isAutocomplete()) throw new UserError('shutting-down', refused.shuttingDown)
    await route(parts, interaction)
  }

  async function answer(interaction: Interaction): Promise<void> {
    const cancel = clock.after(fallbackAfter, () => void acknowledge(interaction))
    await turns()
    await withinBoundary({ log }, interaction, () => handle(interaction))
    cancel()
  }

  /** Acknowledges even if the disk is slow, since Discord allows only three seconds. */
  async function acknowledge(interaction: Interaction): Promise<void> {
    if (!interaction.isRepliable() || interaction.replied || parts.gate.isAcknowledging(interaction)) return
    log.warn({ interaction: interaction.id }, 'a handler was slow to acknowledge')
    const { acknowledge } = services
    // A button's message is kept, because a slow handler may still delete or edit it with the token.
    const isComponent = interaction.isMessageComponent()
    await (isComponent ? acknowledge.update(interaction) : acknowledge.reply(interaction, { ephemeral: true })).catch(
      (error: unknown) => log.warn({ err: error }, 'the acknowledgement came too late'),
    )
  }

  return {
    dispatch(interaction: Interaction): void {
      const task: Promise<void> = answer(interaction).finally(() => underWay.delete(task))
      underWay.add(task)
    },
    /** From now on people are asked to come back later. Resolves when every handler has ended. */
    async close(): Promise<void> {
      closed = true
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}

export type Dispatch = ReturnType<typeof createDispatch>

async function route(parts: DispatchParts, interaction: Interaction): Promise<void> {
  const { services, handlers } = parts
  if (interaction.isChatInputCommand()) return commandNamed(handlers.slash, interaction).run(services, interaction)
  if (interaction.isMessageContextMenuCommand())
    return commandNamed(handlers.message, interaction).run(services, interaction)
  if (interaction.isAutocomplete()) {
    const command = handlers.slash.find(({ declaration }) => declaration.name === interaction.commandName)
    return command?.complete?.(services, interaction) ?? interaction.respond([])
  }
  if (interaction.isMessageComponent()) return press(parts, interaction)
  if (!interaction.isModalSubmit()) throw new UserError('unknown-command', refused.unknownCommand)
  const { handler, id } = handlerOf(handlers.forms, interaction)
  await handler.submit(services, interaction, id)
}

async function press(parts: DispatchParts, interaction: MessageComponentInteraction): Promise<void> {
  const { services, handlers, lock } = parts
  const { handler, id } = handlerOf(handlers.components, interaction)
  const values = interaction.isAnySelectMenu() ? interaction.values.join() : ''
  const key = `${interaction.message.id} ${interaction.customId} ${values} ${interaction.user.id}`
  const outcome = await lock.once(key, () => handler.press(services, interaction, id))
  if (outcome === 'busy') await services.acknowledge.update(interaction)
}

function commandNamed<Command extends { readonly declaration: { readonly name: string } }>(
  commands: readonly Command[],
  { commandName }: { readonly commandName: string },
): Command {
  const command = commands.find(({ declaration }) => declaration.name === commandName)
  if (command === undefined) throw new UserError('unknown-command', refused.unknownCommand)
  return command
}

function handlerOf<Handler extends { readonly id: string }>(
  handlers: readonly Handler[],
  { customId }: { readonly customId: string },
) {
  const id = readCustomId(customId)
  const handler = handlers.find((one) => one.id === id?.action)
  if (id === undefined || handler === undefined) throw new UserError('unknown-button', refused.unknownButton)
  return { handler, id }
}
