import { messageCommands } from '#src/messages/commands.ts'
import { ask } from '#src/discord/ask/ask.ts'
import { pictureOf } from '#src/discord/ask/message-picture.ts'
import type { MessageCommand } from '#src/discord/command.ts'
import { defer } from '#src/discord/defer.ts'
import { onMessage } from './declaration.ts'

/** Takes a message's picture through the 256 px stage. */
export const upscaleThis: MessageCommand = {
  declaration: onMessage(messageCommands.upscaleThis),
  async run(parts, interaction) {
    await defer(parts, interaction, { ephemeral: false })
    const { source, jobId } = await pictureOf(parts, interaction)
    await ask(parts, interaction, {
      said: ({ picture }) => ({ mode: 'upscale', picture }),
      pictures: { picture: source },
      ephemeral: false,
      ...(jobId === undefined ? {} : { parentId: jobId }),
    })
  },
}
