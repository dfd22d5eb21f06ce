import { ApplicationCommandType, type RESTPostAPIContextMenuApplicationCommandsJSONBody } from 'discord.js'
import { everywhere } from '#src/commands/everywhere.ts'

/** A command in the menu of any message; Discord sends its content along, so no intent is needed. */
export const onMessage = (name: string): RESTPostAPIContextMenuApplicationCommandsJSONBody => ({
  type: ApplicationCommandType.Message,
  name,
  ...everywhere,
})
