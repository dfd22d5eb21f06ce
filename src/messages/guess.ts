const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

/** A moment as Discord shows it: how long it is until then. `moment`: milliseconds since 1970. */
const until = (moment: number): string => `<t:${Math.floor(moment / 1000)}:R>`

/** What everybody reads of a guessing round. */
export const guessRound = {
  title: '## 🔍 What is in this picture?',
  how: (things: number): string =>
    `${things} things hide in it. Press **Guess**: whoever finds all of them first wins the round. Guess in English.`,
  startedBy: (personId: string): string => `A round by <@${personId}>.`,
  ends: (moment: number): string => `The round ends ${until(moment)}.`,
  nextHint: (moment: number): string => `The next hint comes ${until(moment)}.`,
  counts: (facts: { readonly guessers: number; readonly finders: number }): string =>
    `${count(facts.guessers, 'person has', 'people have')} guessed · ${facts.finders} found something`,
  softAlt: 'The picture without its details',
  sharpAlt: 'The picture',
  turnAlt: 'Hint: the same picture, turned',
  stepBackAlt: 'Hint: the same picture, seen from further away',
  guess: 'Guess',
  endRound: 'End round',
  won: (personId: string): string => `🏆 <@${personId}> found everything first and wins the round.`,
  timeOver: '⏰ The time is over, and nobody found everything.',
  stopped: '🏁 The round was ended before its time.',
  cancelled: '🚫 The round was cancelled. Nothing of it counts.',
  failed: '⚠️ The picture of this round could not be drawn. `/guess start` starts another one.',
  gone: '🗑️ The picture of this round was deleted, so the round is over. Nothing of it counts.',
  streak: (facts: { readonly personId: string; readonly wins: number }): string =>
    `🔥 <@${facts.personId}> has won ${facts.wins} rounds in a row.`,
  score: (facts: { readonly personId: string; readonly found: number; readonly points: number }): string =>
    `<@${facts.personId}> found ${facts.found} · ${count(facts.points, 'point', 'points')}`,
  solution: '**The solution:**',
} as const

/** What one person sees of a guessing round. */
export const ownGuess = {
  drawing: 'I am drawing a picture that nobody has seen. The round opens here when it is done.',
  opened: (minutes: number): string =>
    `The round is open for ${count(minutes, 'minute', 'minutes')}. At its end everybody sees the picture with its prompts.`,
  seenBefore:
    'Your picture stands on this server with its prompts, so whoever saw it knows the answer. Next time, draw it with `private`.',
  formTitle: 'What is in this picture?',
  first: 'What do you see?',
  more: 'What else do you see?',
  hint: 'One thing in a few English words: a duck.',
  right: (guess: string): string => `✅ **${guess}** is right.`,
  known: (guess: string): string => `✅ **${guess}** is right, and you had found it before.`,
  close: (guess: string): string => `🟡 **${guess}** is close.`,
  wrong: (guess: string): string => `❌ **${guess}** is not in it.`,
  found: (facts: { readonly found: number; readonly of: number }): string =>
    `You have found ${facts.found} of ${facts.of}.`,
  won: '🏆 That is everything, and you were the first. You win the round!',
  ended: 'The round is over, and the solution is shown.',
  cancelled: 'The round is cancelled.',
  leaderboard: '**Leaderboard: guess the picture**',
  leaderboardEmpty: 'Nobody has guessed here yet. `/guess start` starts a round.',
  rank: (facts: {
    readonly rank: number
    readonly personId: string
    readonly points: number
    readonly wins: number
    readonly rounds: number
  }): string =>
    `${facts.rank}. <@${facts.personId}> · ${count(facts.points, 'point', 'points')} · ${count(facts.wins, 'win', 'wins')} in ${count(facts.rounds, 'round', 'rounds')}`,
  streaks: (facts: { readonly now: number; readonly best: number }): string =>
    `🔥 ${facts.now} in a row, at best ${facts.best}`,
  pointsRule: 'A point for each thing that you find, and 3 more for a win.',
} as const

/** Refusals about guessing rounds, as templates. */
export const guessRefused = {
  onlyInServers: 'People guess in a server. Use the command in one of its channels.',
  mayNotStart: 'Only people with a role that `/settings` names may start rounds here.',
  notHere: 'Rounds are played in {channels}.',
  mayNotPost: 'I may not post a picture in this channel: let me view it, write and attach files.',
  underWay: 'A round is going on in this channel. Wait for its end, or let whoever started it end it.',
  noRound: 'No round is going on in this channel. `/guess start` starts one.',
  roundOver: 'That round is over.',
  noIllusion: 'Only a picture with several meanings can be guessed: an anagram or a hybrid with a prompt for each.',
  noSuchResult: 'There is no such picture of yours. Pick one from the list that opens while you type.',
  onlyOwnResults: 'Only whoever drew a picture can let others guess it.',
  cannotGuess: 'It is your picture, so only the others can guess.',
  notYourRound: 'Only whoever started the round, or a moderator, can end it.',
  waitToGuess: 'One moment, please: you can guess again {when}.',
  emptyGuess: 'There is no word in that. Write what you see, for example: a duck.',
  manyGuesses: 'Those are too many at once. Name {most} things at most.',
  busyDrawing: 'Enough pictures for rounds are waiting already. Try again in a few minutes.',
} as const

/** Commands and options of `/guess`; at most 100 characters each. */
export const guessCommands = {
  guess: 'Guess what hides in a picture.',
  start: 'Start a round: everybody here guesses what hides in a picture.',
  picture: 'One of your own pictures. Default: the bot draws one that nobody has seen.',
  minutes: 'How long people may guess. Default: 15 minutes.',
  end: 'End the round of this channel now and show the solution.',
  cancel: 'Cancel the round of this channel: no solution, no points.',
  leaderboard: 'Who has found how much on this server.',
} as const
