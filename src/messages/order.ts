/** What a server does not allow. None of these repeats what somebody wrote. */
export const policyRefused = {
  word: 'There is a word in this that is not welcome on this server. Put it in another way, and I will gladly draw it.',
  person: 'Drawing is not open to you on this server. Its moderators can tell you why.',
  channel: 'Drawing is not open in this channel. You can draw in {channels}.',
  mode: '{mode} is not open here. You can use {modes}.',
  onlyAdult: 'Drawing is open only in age-restricted channels of this server.',
  notAdult: 'Drawing is not open in age-restricted channels of this server.',
} as const

/** What moderators read in the log channel. */
export const moderationLog = {
  asked: (facts: {
    readonly person: string
    readonly channel: string
    readonly text: string
    readonly end: string
  }): string => `🎨 ${facts.person} asked in ${facts.channel}: ||${facts.text}|| · ${facts.end}`,
  done: (link: string): string => `[drawn](${link})`,
  donePrivately: 'drawn, for them alone',
  failed: 'failed',
  cancelled: 'cancelled',
  gone: 'deleted',
  refused: (facts: {
    readonly person: string
    readonly channel: string
    readonly text: string
    readonly why: string
  }): string => `🚫 ${facts.person} was refused in ${facts.channel} (${facts.why}): ||${facts.text}||`,
  deleted: (facts: {
    readonly person: string
    readonly owner: string
    readonly channel: string
    readonly text: string
  }): string => `🗑️ ${facts.person} deleted a picture of ${facts.owner} in ${facts.channel}: ||${facts.text}||`,
  nowhere: 'a channel',
} as const

/** `/privacy` */
export const privacy = {
  title: '## What is kept about you',
  jobs: (count: number): string =>
    `**${count}** ${count === 1 ? 'request' : 'requests'} with prompts, settings and pictures`,
  drafts: (count: number): string => `**${count}** ${count === 1 ? 'form' : 'forms'} that you have not sent, for a day`,
  usage: (count: number): string =>
    `**${count}** ${count === 1 ? 'number' : 'numbers'} about how much you drew lately, for the queue and quotas`,
  settings: (count: number): string => `**${count}** of your preferences`,
  log: (count: number): string => `**${count}** ${count === 1 ? 'line' : 'lines'} for the log of a server’s moderators`,
  challenges: (count: number): string =>
    `**${count}** ${count === 1 ? 'challenge' : 'challenges'} that you started; they go on without your name`,
  entries: (count: number): string =>
    `**${count}** ${count === 1 ? 'entry' : 'entries'} in challenges and their standings`,
  votes: (count: number): string => `**${count}** ${count === 1 ? 'vote' : 'votes'}`,
  stars: (count: number): string => `**${count}** ${count === 1 ? 'star' : 'stars'} that you gave`,
  guesses: (count: number): string => `**${count}** ${count === 1 ? 'guess' : 'guesses'} and scores of guessing rounds`,
  rounds: (count: number): string =>
    `**${count}** ${count === 1 ? 'time' : 'times'} that a guessing round names you; it stays without your name`,
  nothing: 'Nothing.',
  where: 'All of it is on the machine that runs this bot. Nothing is sent to anyone else.',
  others:
    'Messages on Discord are kept by Discord, and a server’s moderators decide about their own lists and logs. Encoded prompts are cached without a name.',
  delete: 'Delete everything of mine',
  confirmTitle: 'Delete everything?',
  confirm:
    'Your pictures, prompts, votes, entries and preferences are deleted now and for good, and what waits or is being drawn is cancelled. The bot’s messages that show them are deleted too. Pictures that other people made from yours stay.',
  done: (pictures: number): string =>
    `✅ Everything of yours is deleted, with ${pictures} ${pictures === 1 ? 'picture file' : 'picture files'}.`,
} as const
