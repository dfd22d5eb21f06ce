const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

/** A moment as Discord shows it: in the reader's own time, with how long it is until then. `moment`: milliseconds since 1970. */
export const when = (moment: number): string =>
  `<t:${Math.floor(moment / 1000)}:f> (<t:${Math.floor(moment / 1000)}:R>)`

/** How long something is open, in the words of a locale: 1 day 12 hours. `milliseconds`: at least a minute. */
export function openFor(milliseconds: number, locale: string): string {
  const minutes = Math.round(milliseconds / 60_000)
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount))
    .join(' ')
}

/** What everybody reads in the thread of a challenge. */
export const challenge = {
  title: (theme: string): string => `## 🏁 ${theme}`,
  startedBy: (personId: string): string => `A challenge by <@${personId}>.`,
  rulesTitle: 'An entry must',
  ruleMode: (command: string): string => `- be drawn with \`/${command}\``,
  rulePicture: '- inpaint the picture below: open its menu, then **Apps** and **Inpaint this**',
  ruleWords: (words: string): string => `- have these words in its prompt: ${words}`,
  ruleStyle: (style: string): string => `- have the style ${style}`,
  ruleSeed: (seed: number): string => `- have the seed ${seed}`,
  ruleSize: (size: number): string => `- be ${size} px`,
  noRules: 'Everything that fits the theme may take part.',
  each: (n: number): string => `Everybody may enter ${count(n, 'picture', 'pictures')}.`,
  howStars: 'Everybody gives stars, from one to five. Nobody sees whose picture it is, or any tally, before the end.',
  howDuels:
    'Everybody chooses between two pictures at a time. Nobody sees whose picture it is, or any tally, before the end.',
  howToEnter:
    'Draw here: only you see the result, and it takes part at once. Or press **Enter** and choose a picture that you drew before.',
  givenAlt: 'The picture to inpaint',
  entriesUntil: (end: number): string => `**Entries** until ${when(end)}`,
  votesFor: (milliseconds: number): string => `**Votes** for ${openFor(milliseconds, 'en')} after that`,
  votesUntil: (end: number): string => `**Votes** until ${when(end)}`,
  over: '**This challenge is over.**',
  cancelledLine: '**This challenge was cancelled.**',
  counts: (facts: { readonly entries: number; readonly entrants: number }): string =>
    `${count(facts.entries, 'entry', 'entries')} by ${count(facts.entrants, 'person', 'people')}`,
  voters: (n: number): string => `${count(n, 'person has', 'people have')} voted`,
  enter: 'Enter',
  ownEntries: 'My entries',
  vote: 'Vote',
  gallery: 'All entries',
  invitation: (theme: string): string => `🏁 A new challenge begins: **${theme}**`,
  votingBegins: (theme: string): string => `## 🗳️ Vote: ${theme}`,
  votingHow:
    'Press **Vote**. Every voter sees the entries in another order, without names and prompts. You can change each vote until the end.',
  cancelled: (theme: string): string =>
    `The challenge **${theme}** was cancelled. \`/challenge revive\` brings it back.`,
  podium: (theme: string): string => `## 🏆 ${theme}`,
  nobody: 'Nobody took part this time.',
  unopposed: 'There was one entry, so it wins unopposed.',
  placed: (facts: { readonly place: number; readonly personId: string; readonly score: string }): string =>
    `${['🥇', '🥈', '🥉'][facts.place - 1] ?? `**${facts.place}.**`} <@${facts.personId}> · ${facts.score}`,
  stars: (score: number, votes: number): string => `★ ${score.toFixed(2)} from ${count(votes, 'vote', 'votes')}`,
  duels: (score: number, votes: number): string => `${Math.round(score * 100)} % from ${count(votes, 'duel', 'duels')}`,
  seed: (seed: number): string => `seed ${seed}`,
  starsRule: 'The score is the mean of the stars, with two votes of three stars added to everyone.',
  duelsRule:
    'The score is the chance to win against an average entry (Bradley–Terry, with one duel won and one lost added to everyone).',
  tieRule: 'Equal scores: more votes first, then whoever entered first.',
  placeHeading: (place: number, personId: string): string =>
    `${['🥇 The winner', '🥈 Second place', '🥉 Third place'][place - 1] ?? `Place ${place}`}: <@${personId}>`,
  roleGiven: (roleId: string): string => `<@&${roleId}> goes to the winner.`,
  roleRefused: (roleId: string): string =>
    `I could not give <@&${roleId}>: let me manage roles, and put my own role above it.`,
  galleryTitle: (theme: string, page: number, pages: number): string => `**${theme}** · page ${page} of ${pages}`,
  entryAlt: (n: number): string => `Entry ${n}`,
  gonePicture: 'this picture is no longer kept',
  back: 'Back',
  next: 'Next',
} as const

/** What one person sees of a challenge. */
export const ownChallenge = {
  opened: (thread: string): string => `The challenge is open: ${thread}`,
  entriesTitle: (theme: string): string => `**${theme}** · your entries`,
  noEntries: 'You have not entered a picture yet.',
  choose: 'Choose one of your pictures',
  nothingDrawn: 'You have drawn nothing yet. Draw in the thread of the challenge: only you see the result.',
  entryNumber: (n: number): string => `Entry ${n}`,
  withdraw: (n: number): string => `Withdraw ${n}`,
  replaceWhich: 'You have no entry left. Which of yours shall it replace?',
  replaceMenu: 'Replace one of your entries',
  whichChallenge: 'Which challenge is it for?',
  entered: (theme: string): string => `Your picture takes part in **${theme}**. Others see it when the voting begins.`,
  replaced: (theme: string): string => `Your picture takes the place of the other one in **${theme}**.`,
  already: 'That picture takes part already.',
  withdrawn: 'Your picture takes part no more. You can enter it again until the entries close.',
  drawnEntered: (theme: string): string =>
    `🏁 It takes part in **${theme}**. Others see it when the voting begins. **Enter**, under the announcement, withdraws or replaces it.`,
  drawnFull: (theme: string): string =>
    `🏁 You have no entry left in **${theme}**. To enter this picture instead, press **Enter** under the announcement.`,
  drawnSeveral: (theme: string): string =>
    `🏁 To enter one of these pictures in **${theme}**, press **Enter** under the announcement.`,
  ballotTitle: (facts: { readonly theme: string; readonly at: number; readonly of: number }): string =>
    `**${facts.theme}** · ${facts.at} of ${facts.of}`,
  yourStars: (stars: number): string => `You gave ${'★'.repeat(stars)}${'☆'.repeat(5 - stars)}.`,
  noStars: 'How many stars does it deserve?',
  star: (stars: number): string => `${stars} ★`,
  duelQuestion: 'Which of the two is better?',
  youChose: (side: string): string => `You chose ${side}.`,
  left: 'A',
  right: 'B',
  ballotDone: 'You have voted on everything. You can still change each vote.',
  ballotEmpty: 'There is no entry here but your own.',
  remove: 'Remove entry',
  edited: (thread: string): string => `Changed: ${thread}`,
  extended: (end: string): string => `It goes on until ${end}.`,
  ended: 'The phase has ended.',
  cancelled: 'The challenge is cancelled. Entries and votes are kept; `/challenge revive` brings it back.',
  seriesStopped: 'The weekly challenge will not come again.',
  revived: (thread: string): string => `The challenge goes on: ${thread}`,
  seriesStarts: (theme: string, moment: number): string =>
    `It comes again every week. Next: **${theme}**, ${when(moment)}.`,
  listTitle: '**Challenges**',
  listEmpty: 'There are no challenges yet. `/challenge start` begins one.',
  listLine: (facts: { readonly place: string; readonly theme: string; readonly state: string }): string =>
    `- **${facts.theme}** ${facts.place} · ${facts.state}`,
  stateEntries: (end: number): string => `entries until ${when(end)}`,
  stateVoting: (end: number): string => `votes until ${when(end)}`,
  stateEnded: 'over',
  stateCancelled: 'cancelled',
  phases: {
    entries: 'takes entries',
    voting: 'takes votes',
    ended: 'over',
    cancelled: 'cancelled',
    weekly: 'every week',
  },
  seriesLine: (theme: string, moment: number): string => `- every week · next **${theme}** ${when(moment)}`,
  leaderboardTitle: (season: string): string => `**Leaderboard ${season}**`,
  leaderboardEmpty: 'No challenge has ended in this season yet.',
  rank: (facts: {
    readonly rank: number
    readonly personId: string
    readonly points: number
    readonly wins: number
    readonly challenges: number
  }): string =>
    `${facts.rank}. <@${facts.personId}> · ${count(facts.points, 'point', 'points')} · ${count(facts.wins, 'win', 'wins')} in ${count(facts.challenges, 'challenge', 'challenges')}`,
  pointsRule:
    '5 points for a win, 3 and 2 for the next places, 1 for taking part. The best entry of each challenge counts.',
} as const

/** What keeps the bot from posting, in one sentence that says what to do. Entries and votes are kept in any case. */
export const challengeTrouble = {
  'thread-gone':
    'The thread of this challenge is gone. Its entries and votes are kept; `/challenge revive` opens a new thread.',
  'channel-gone':
    'The channel of this challenge is gone. Its entries and votes are kept; `/challenge revive` with a `channel` opens it elsewhere.',
  locked: 'The thread of this challenge is locked. Unlock it, then use `/challenge revive`.',
  forbidden:
    'I may not post the challenge there: let me view the channel, write, attach files and open threads, then use `/challenge revive`.',
  refused: 'Discord did not take the message of this challenge. `/challenge revive` tries again.',
} as const

/** Refusals about challenges, as templates. */
export const challengeRefused = {
  notInServer: 'Challenges belong to a server. Use the command in one of its channels.',
  notAllowed:
    'Only people who may manage the server, or who have a challenge role, can do that. `/settings` names the roles.',
  noSuch: 'There is no such challenge here. Pick one from the list that opens while you type.',
  noneOpen: 'No challenge takes entries here at the moment. `/challenge list` shows them all.',
  over: 'That challenge is over.',
  notOver: 'That challenge goes on, and nothing of it is missing.',
  endedForGood: 'That challenge has ended with its podium. Start a new one with `/challenge start`.',
  time: '{option} must be a time such as 12h, 3d or 1d 6h, from 5 minutes to 60 days.',
  tooLong: 'Nothing may be open for longer than 60 days.',
  theme: '`theme` must not be empty.',
  noWord: 'There is no word in that. Give at least one, or leave the option out.',
  season: 'A season is a quarter of a year, such as {season}.',
  words: 'Give at most ten words of at most 40 characters each, separated by commas.',
  pictureOfInpaint: 'A `picture` is what people inpaint: choose the mode inpaint with it, or leave it out.',
  pictureTooLarge:
    'The picture may have at most 10 MB, because everybody gets it with the announcement. Use a smaller one.',
  themes: '`themes` are for a challenge that comes again: set `repeat` to weekly, or leave them out.',
  tooManyThemes: 'Give at most 52 themes of at most 100 characters each, separated by |.',
  rulesFixed: 'There are entries already, so only the theme, the number of entries and the times can change.',
  votingFixed: 'The voting has begun, so only the theme and the time can change.',
  channelKind: 'A challenge opens in a text channel or a forum. Choose one with `channel`.',
  entriesClosed: 'The entries of this challenge are closed.',
  ruleMode: 'This challenge asks for pictures drawn with `/{wanted}`. Yours was drawn with `/{found}`.',
  rulePicture: 'This challenge asks to inpaint the picture of its announcement. Yours was made from another one.',
  ruleWord: 'This challenge asks for the word “{wanted}” in the prompt. Yours does not have it.',
  ruleStyle: 'This challenge asks for the style “{wanted}”. Yours does not have it.',
  ruleSeed: 'This challenge asks for the seed {wanted}. Yours has {found}.',
  ruleSize: 'This challenge asks for pictures of {wanted} px. Yours has {found} px.',
  notYours: 'Only whoever drew a picture can enter it.',
  noPicture: 'That picture is no longer kept, so it cannot take part.',
  removedEntry: 'A moderator has taken this picture out of the challenge, so it cannot be entered again.',
  votingClosed: 'The voting of this challenge is closed.',
  tooYoung: 'Your Discord account is too young to vote here. You can vote from {when} on.',
  ownEntry: 'You cannot vote on your own picture.',
  goneEntry: 'That entry takes part no more. Press **Vote** for the others.',
  onlyModerators: 'Only someone who may manage messages here can remove an entry.',
  tallyClosed: 'The entries are shown when the challenge is over.',
} as const

/** Commands and options of `/challenge`; at most 100 characters each. */
export const challengeCommands = {
  challenge: 'Challenges: draw on a theme, vote blindly, win.',
  start: 'Start a challenge in a thread of its own.',
  edit: 'Change a challenge. Rules can change until somebody has entered.',
  extend: 'Give the present phase of a challenge more time.',
  end: 'End the present phase of a challenge now: first the entries, then the votes.',
  cancel: 'Call a challenge off. Its entries are kept.',
  revive: 'Bring a cancelled challenge back, or open a new thread where the old one is gone.',
  list: 'The challenges of this server.',
  leaderboard: 'Who has won how much this season.',
  theme: 'What the challenge is about.',
  mode: 'How entries must be drawn. Default: in any way.',
  picture: 'With mode inpaint: the picture that everybody inpaints.',
  words: 'Words that must be in the prompt, separated by commas.',
  style: 'A style that entries must have.',
  seed: 'A seed that entries must have.',
  size: 'A size that entries must have.',
  entries: 'How long entries are open: 12h, 3d, 1w. Default: 3d.',
  votes: 'How long votes are open: 12h, 1d. Default: 1d.',
  each: 'How many pictures a person may enter. Default: 1.',
  voting: 'How people vote. Default: stars.',
  channel: 'The text channel or forum. Default: this one.',
  repeat: 'Start it again every week.',
  themes: 'With repeat: the themes of the following weeks, separated by |.',
  which: 'Which challenge. They are listed while you type.',
  by: 'How much longer: 6h, 1d.',
  reviveFor: 'How long entries or votes stay open from now on. Default: as long as before.',
  series: 'Also stop its weekly repetition.',
  season: 'Which season, such as 2026-Q4. Default: the present one.',
  stars: 'Stars, from one to five',
  duels: 'Duels: two pictures at a time',
  weekly: 'every week',
} as const
