import {
  type CommandInteraction,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js'
import type { APIModalInteractionResponseCallbackData } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import type { Gate } from './acknowledgement-gate.ts'

interface Parts {
  readonly gate: Gate
}

/** Acknowledges with "is thinking", unless that was done: before anything is read, fetched or written. */
export async function defer(
  { gate }: Parts,
  interaction: CommandInteraction | MessageComponentInteraction | ModalSubmitInteraction,
  { ephemeral }: { readonly ephemeral: boolean },
): Promise<void> {
  if (interaction.deferred || interaction.replied) return
  await gate.acknowledge(interaction, () => interaction.deferReply(ephemeral ? { flags: MessageFlags.Ephemeral } : {}))
}

/** Acknowledges a press whose message stays, or is edited later. */
export async function deferUpdate({ gate }: Parts, interaction: MessageComponentInteraction): Promise<void> {
  if (interaction.deferred || interaction.replied) return
  await gate.acknowledge(interaction, () => interaction.deferUpdate())
}

/**
 * Acknowledges with a form.
 *
 * @throws UserError `too-slow` where the interaction had to be acknowledged without one
 */
export async function showForm(
  { gate }: Parts,
  interaction: CommandInteraction | MessageComponentInteraction,
  form: APIModalInteractionResponseCallbackData,
): Promise<void> {
  const shown = await gate.acknowledge(interaction, () => interaction.showModal(form))
  if (!shown) throw new UserError('too-slow', refused.tooSlow)
}
