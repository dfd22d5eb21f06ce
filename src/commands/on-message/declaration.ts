import { ApplicationCommandType, type RESTPostAPIContextMenuApplicationCommandsJSONBody } from 'discord.js'
import { everywhere } from '#src/commands/everywhere.ts'

/** A command in the menu of every message. Discord sends the message along, so the bot needs no intent to read it. */
export const onMessage = (name: string): RESTPostAPIContextMenuApplicationCommandsJSONBody => ({
  type: ApplicationCommandType.Message,
  name,
  ...everywhere,
})
