import {
  type APIModalInteractionResponseCallbackData,
  type CommandInteraction,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
  type ModalSubmitInteraction,
} from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/refusals.ts'
import type { HidesAnswers } from '../jobs/answer-privacy.ts'
import type { AcknowledgementGate } from './acknowledgement-gate.ts'

/** Discord's three ways to say within three seconds that something is happening. */
export interface Acknowledgements {
  /**
   * Shows "is thinking", unless the interaction is already acknowledged. Call it before anything is read or fetched.
   */
  reply(
    interaction: CommandInteraction | MessageComponentInteraction | ModalSubmitInteraction,
    options: { readonly ephemeral: boolean },
  ): Promise<void>
  /** For a button, a menu or a form whose message stays or is edited later. */
  update(interaction: MessageComponentInteraction | ModalMessageModalSubmitInteraction): Promise<void>
  /**
   * Opens a form.
   *
   * @throws UserError `too-slow` where the interaction had to be acknowledged without one
   */
  form(
    interaction: CommandInteraction | MessageComponentInteraction,
    form: APIModalInteractionResponseCallbackData,
  ): Promise<void>
}

/** @param hides where answers are private although they were to be open. Default: nowhere. */
export function createAcknowledgements(
  gate: AcknowledgementGate,
  hides: HidesAnswers = () => Promise.resolve(false),
): Acknowledgements {
  return {
    async reply(interaction, { ephemeral }) {
      if (interaction.deferred || interaction.replied) return
      await gate.acknowledge(interaction, async () => {
        const isPrivate = ephemeral || (await hides(interaction))
        await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {})
      })
    },
    async update(interaction) {
      if (interaction.deferred || interaction.replied) return
      await gate.acknowledge(interaction, () => interaction.deferUpdate())
    },
    async form(interaction, form) {
      const shown = await gate.acknowledge(interaction, () => interaction.showModal(form))
      if (!shown) throw new UserError('too-slow', refused.tooSlow)
    },
  }
}
