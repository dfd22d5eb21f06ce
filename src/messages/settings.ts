import type { SettingName } from '#src/settings/registry.ts'
import type { SettingPage } from '#src/settings/setting.ts'
import type { SettingOrigin } from '#src/settings/settings.ts'
import { namesOfLanguages } from './names-of-languages.ts'

/** A setting in words: its name (at most 45 characters) and what it does (at most 100). */
export interface SettingWords {
  readonly label: string
  readonly hint: string
  /** The names of values that a menu offers. Default: the values themselves. */
  readonly values?: Readonly<Record<string, string>>
  /** What holds where nobody has chosen a value. Default: "none". */
  readonly unset?: string
}

const yesNo = { true: 'Yes', false: 'No' } as const

export const settingWords = {
  model: { label: 'Model', hint: 'The model that draws where a request names none.' },
  size: {
    label: 'Size',
    hint: 'The shorter side of a picture where a request names none.',
    values: { 64: '64 px', 256: '256 px', 1024: '1024 px' },
  },
  style: { label: 'Style', hint: 'Words that are put before every prompt, for example: an oil painting of.' },
  guidance: { label: 'Guidance', hint: 'How closely pictures follow their prompt, from 0 to 30.' },
  modes: { label: 'Modes', hint: 'What people may ask for here.' },
  channels: { label: 'Channels', hint: 'Where people may draw. Empty: everywhere. Threads belong to their channel.' },
  private: {
    label: 'Private',
    hint: 'Only the person who asks sees the picture, unless they ask for it openly.',
    values: yesNo,
  },
  spoiler: {
    label: 'Spoiler',
    hint: 'Pictures are hidden behind a spoiler, unless a person asks for the opposite.',
    values: yesNo,
  },
  enforced: {
    label: 'Cannot be turned off',
    hint: 'What holds here whatever people ask for or prefer.',
    values: { private: 'Private', spoiler: 'Spoiler' },
  },
  steps: { label: 'Steps', hint: 'Whether a result shows the strip of its steps.', values: yesNo },
  limits: { label: 'Quotas', hint: 'Pictures a day, pause, pixels and steps: for everyone and by role.' },
  retentionDays: {
    label: 'Keep pictures',
    hint: 'Days after which pictures are deleted. 0 keeps them for as long as the bot’s owner allows.',
  },
  moderatorRoles: {
    label: 'Moderators',
    hint: 'Roles that may delete others’ pictures, besides whoever may manage messages.',
  },
  logChannel: {
    label: 'Log channel',
    hint: 'Where the bot tells moderators who asked for what, and what was refused or deleted.',
  },
  blockedPeople: { label: 'Blocked people', hint: 'People who may not draw here.' },
  blockedRoles: { label: 'Blocked roles', hint: 'Roles whose members may not draw here.' },
  starChannel: { label: 'Star channel', hint: 'The channel that collects the pictures with enough stars.' },
  starsNeeded: { label: 'Stars needed', hint: 'How many stars bring a picture into the star channel.' },
  challengeRoles: {
    label: 'Challenge roles',
    hint: 'Roles that may start challenges, besides whoever may manage the server.',
  },
  guessRoles: {
    label: 'Guessing roles',
    hint: 'Roles that may start guessing rounds, besides moderators. Empty: everybody may.',
  },
  guessChannels: {
    label: 'Guessing channels',
    hint: 'Where guessing rounds can be started. Empty: everywhere. Threads belong to their channel.',
  },
  winnerRole: { label: 'Winner’s role', hint: 'The role that the winner of a challenge gets.' },
  votingAgeDays: {
    label: 'Age of voters',
    hint: 'How many days old a Discord account must be to vote in challenges.',
  },
  language: {
    label: 'Language',
    hint: 'What the bot posts for everyone. Answers to a person follow the language of their app.',
    unset: 'the server’s',
    values: namesOfLanguages,
  },
  blockedWords: {
    label: 'Blocked words',
    hint: 'One a line: a word, a phrase, part* of one (* is anything), or /a regular expression/.',
  },
  allowedWords: {
    label: 'Allowed words',
    hint: 'One a line: words that are fine although a blocked word or a pattern seems to be in them.',
  },
  ageRestricted: {
    label: 'Age-restricted channels',
    hint: 'What holds in channels that Discord marks as age-restricted.',
    values: {
      same: 'The same as elsewhere',
      relaxed: 'The blocked words do not count',
      only: 'Drawing only there',
      never: 'No drawing there',
    },
  },
  safety: {
    label: 'Safety checker',
    hint: 'Holds back what the model’s own checker finds unsafe. “No” counts in age-restricted channels only.',
    values: yesNo,
  },
} as const satisfies Partial<Readonly<Record<SettingName, SettingWords>>>

export const settingPageWords = {
  drawing: 'Drawing',
  answers: 'Answers',
  limits: 'Quotas and storage',
  words: 'Words and ages',
  moderation: 'Moderation',
  community: 'Challenges, guessing and gallery',
} as const satisfies Readonly<Record<SettingPage, string>>

/** Where a value comes from. */
export const settingOrigins = {
  person: 'your own',
  channel: 'from the channel',
  guild: 'from the server',
  environment: 'from whoever runs the bot',
  default: 'default',
} as const satisfies Readonly<Record<SettingOrigin, string>>

/** The panel of `/settings` and `/preferences`. */
export const settingsPanel = {
  guild: '## ⚙️ Settings of this server',
  channel: (channel: string): string => `## ⚙️ Settings of ${channel}`,
  person: '## ⚙️ Your preferences',
  guildHint:
    'They hold everywhere on this server. A channel and a person may have their own. An emptied form removes a value.',
  channelHint: 'They hold in this channel and its threads, instead of the server’s.',
  personHint: 'They hold wherever you draw, instead of the server’s. What a command says comes first.',
  line: (facts: {
    readonly label: string
    readonly value: string
    readonly origin: string
    readonly hint: string
  }): string => `**${facts.label}:** ${facts.value} · *${facts.origin}*\n-# ${facts.hint}`,
  saved: (label: string): string => `✅ **${label}** is saved.`,
  reset: (label: string): string => `✅ **${label}** is as before: nothing is set here any more.`,
  refused: (sentence: string): string => `⚠️ ${sentence} Nothing was changed.`,
  change: 'Change a setting',
  pages: 'Go to another page',
  channels: 'Settings of one channel',
  correct: 'Correct it',
  open: 'left to the model',
  everywhere: 'everywhere',
  none: 'none',
  all: 'all',
  lines: (count: number): string => `${count} ${count === 1 ? 'line' : 'lines'}`,
  forever: 'for as long as the bot’s owner allows',
  days: (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`,
  everyone: 'everyone',
  limitsOfEveryone: 'Quotas of everyone',
  limitsOfRole: 'Quotas of a role',
  role: 'Role',
  roleHint: 'Its members have these quotas instead of everyone’s. Leave the rest empty to remove them.',
  limits: (facts: { readonly who: string; readonly list: string }): string => `${facts.who}: ${facts.list}`,
  picturesPerDay: 'Pictures a day',
  cooldownSeconds: 'Pause in seconds',
  pixels: 'Pixels of a picture',
  pixelsHint: '4096 is 64 × 64, 65536 is 256 × 256.',
  steps: 'Steps',
  noLimit: 'no limits',
} as const

/** What `/settings` refuses. */
export const settingsRefused = {
  notManager: 'Only people who may manage this server can change its settings. `/preferences` has your own.',
  noGuild: 'There is no server here, so there are no settings of one. `/preferences` has your own.',
  missingRole: 'Choose the role whose quotas you want to set.',
  aboveEnvironment: 'Pictures are kept for at most {days} days here. Enter a number from 1 to {days}.',
  changedMeanwhile:
    'Somebody has changed this setting since you opened the form. Compare the value with yours, and save again if yours is to hold.',
  notAWord: 'Line {line} is neither a word nor a pattern.',
  manyLines: 'A list may have at most {most} lines.',
} as const
