import {
  ApplicationCommandOptionType as Type,
  type APIApplicationCommandSubcommandOption as Subcommand,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js'
import { roundMinutes } from '#src/community/guess/round.ts'
import { guessCommands as words } from '#src/messages/guess.ts'
import { inServers } from '../in-servers.ts'

export const start = {
  type: Type.Subcommand,
  name: 'start',
  description: words.start,
  options: [
    { type: Type.String, name: 'picture', description: words.picture, autocomplete: true, max_length: 40 },
    {
      type: Type.Integer,
      name: 'minutes',
      description: words.minutes,
      min_value: roundMinutes.min,
      max_value: roundMinutes.max,
    },
  ],
} as const satisfies Subcommand

const end = { type: Type.Subcommand, name: 'end', description: words.end } as const satisfies Subcommand
const cancel = { type: Type.Subcommand, name: 'cancel', description: words.cancel } as const satisfies Subcommand
const leaderboard = {
  type: Type.Subcommand,
  name: 'leaderboard',
  description: words.leaderboard,
} as const satisfies Subcommand

export const declaration: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'guess',
  description: words.guess,
  ...inServers,
  options: [start, end, cancel, leaderboard],
}
