import type { SettingName } from '#src/settings/registry.ts'
import type { SettingPage } from '#src/settings/setting.ts'
import type { SettingOrigin } from '#src/settings/settings.ts'

/** A setting in words: its name (at most 45 characters) and what it does (at most 100). */
export interface SettingWords {
  readonly label: string
  readonly hint: string
  /** The names of values that a menu offers. Default: the values themselves. */
  readonly values?: Readonly<Record<string, string>>
}

const yesNo = { true: 'Yes', false: 'No' } as const

export const settingWords: Readonly<Record<SettingName, SettingWords>> = {
  model: { label: 'Model', hint: 'The model that draws where a request names none.' },
  size: {
    label: 'Size',
    hint: 'The shorter side of a picture where a request names none.',
    values: { 64: '64 px', 256: '256 px' },
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
  winnerRole: { label: 'Winner’s role', hint: 'The role that the winner of a challenge gets.' },
  votingAgeDays: {
    label: 'Age of voters',
    hint: 'How many days old a Discord account must be to vote in challenges.',
  },
}

export const settingPageWords: Readonly<Record<SettingPage, string>> = {
  drawing: 'Drawing',
  answers: 'Answers',
  limits: 'Quotas and storage',
  moderation: 'Moderation',
  community: 'Challenges and gallery',
}

/** Where a value comes from. */
export const settingOrigins: Readonly<Record<SettingOrigin, string>> = {
  person: 'your own',
  channel: 'from this channel',
  guild: 'from the server',
  environment: 'from whoever runs the bot',
  default: 'default',
}
