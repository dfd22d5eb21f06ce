import {
  ApplicationCommandOptionType as Type,
  ChannelType,
  type APIApplicationCommandBasicOption as Option,
  type APIApplicationCommandSubcommandOption as Subcommand,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js'
import { challengeModes } from '#src/community/challenges/challenge.ts'
import { pictureTypes } from '#src/discord/components/picture-types.ts'
import { challengeCommands as words } from '#src/messages/challenges.ts'
import { fields } from '#src/requests/fields.ts'
import { inServers } from '../in-servers.ts'

const which = {
  type: Type.String,
  name: 'challenge',
  description: words.which,
  required: true,
  autocomplete: true,
  max_length: 40,
} as const satisfies Option
const theme = { type: Type.String, name: 'theme', description: words.theme, max_length: 100 } as const satisfies Option
const time = { type: Type.String, max_length: 40 } as const
const channel = {
  type: Type.Channel,
  name: 'channel',
  description: words.channel,
  channel_types: [ChannelType.GuildText, ChannelType.GuildForum],
} as const satisfies Option

/** The rules of entries, for starting and editing. */
const rules = [
  {
    type: Type.String,
    name: 'mode',
    description: words.mode,
    choices: challengeModes.map((mode) => ({ name: mode, value: mode })),
  },
  { type: Type.String, name: 'words', description: words.words, max_length: 400 },
  { type: Type.String, name: 'style', description: words.style, max_length: fields.style.maxLength },
  {
    type: Type.Integer,
    name: 'seed',
    description: words.seed,
    min_value: fields.seed.min,
    max_value: fields.seed.max,
  },
  {
    type: Type.Integer,
    name: 'size',
    description: words.size,
    choices: [
      { name: '64 px', value: 64 },
      { name: '256 px', value: 256 },
    ],
  },
  { type: Type.Integer, name: 'each', description: words.each, min_value: 1, max_value: 5 },
  {
    type: Type.String,
    name: 'voting',
    description: words.voting,
    choices: [
      { name: words.stars, value: 'stars' },
      { name: words.duels, value: 'duels' },
    ],
  },
] as const satisfies Option[]

const start = {
  type: Type.Subcommand,
  name: 'start',
  description: words.start,
  options: [
    { ...theme, required: true },
    ...rules,
    { type: Type.Attachment, name: 'picture', description: words.picture, file_types: [...pictureTypes] },
    { ...time, name: 'entries', description: words.entries },
    { ...time, name: 'votes', description: words.votes },
    channel,
    {
      type: Type.String,
      name: 'repeat',
      description: words.repeat,
      choices: [{ name: words.weekly, value: 'weekly' }],
    },
    { type: Type.String, name: 'themes', description: words.themes, max_length: 4000 },
  ],
} as const satisfies Subcommand

const edit = {
  type: Type.Subcommand,
  name: 'edit',
  description: words.edit,
  options: [which, theme, ...rules],
} as const satisfies Subcommand
const extend = {
  type: Type.Subcommand,
  name: 'extend',
  description: words.extend,
  options: [which, { ...time, name: 'by', description: words.by, required: true }],
} as const satisfies Subcommand
const end = {
  type: Type.Subcommand,
  name: 'end',
  description: words.end,
  options: [which],
} as const satisfies Subcommand
const cancel = {
  type: Type.Subcommand,
  name: 'cancel',
  description: words.cancel,
  options: [which, { type: Type.Boolean, name: 'series', description: words.series }],
} as const satisfies Subcommand
const revive = {
  type: Type.Subcommand,
  name: 'revive',
  description: words.revive,
  options: [which, { ...time, name: 'for', description: words.reviveFor }, channel],
} as const satisfies Subcommand
const list = { type: Type.Subcommand, name: 'list', description: words.list } as const satisfies Subcommand
const leaderboard = {
  type: Type.Subcommand,
  name: 'leaderboard',
  description: words.leaderboard,
  options: [{ type: Type.String, name: 'season', description: words.season, autocomplete: true, max_length: 10 }],
} as const satisfies Subcommand

/** The subcommands, so that options are read with their types. */
export const subcommands = { start, edit, extend, end, cancel, revive, list, leaderboard } as const

export const declaration: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'challenge',
  description: words.challenge,
  ...inServers,
  options: [start, edit, extend, end, cancel, revive, list, leaderboard],
}
