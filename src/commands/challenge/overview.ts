import type { Challenge } from '#src/community/challenges/challenge.ts'
import { leaderboard as rank, seasonIn, seasonOf } from '#src/community/challenges/seasons.ts'
import { quote } from '#src/discord/components/text.ts'
import { UserError } from '#src/errors.ts'
import { challengeRefused as refused } from '#src/messages/challenges.ts'
import { fill } from '#src/messages/template.ts'
import type { Messages } from '#src/messages/messages.ts'
import { argumentsOf } from '../arguments-of.ts'
import { subcommands } from './declaration.ts'
import { placeOfChallenge, reply, type Subcommand } from './subcommand.ts'

/** How many challenges and ranks are listed. */
const maxShown = { challenges: 12, ranks: 15 }

/** Lists the latest challenges of the server and its weekly series. */
export const list: Subcommand = async (call) => {
  const { services, guildId, messages } = call
  const { ownChallenge: words } = messages
  const challenges = await services.store.challenges.ofGuild(guildId, maxShown.challenges)
  const series = await services.store.challenges.series(guildId)
  if (challenges.length + series.length === 0) return reply(call, words.listEmpty)
  await reply(
    call,
    words.listTitle,
    ...challenges.flatMap((challenge) => linesOf(challenge, messages)),
    ...series.map(({ themes, next, nextAt }) => words.seriesLine(quote(themes[next] ?? '', 100), nextAt)),
  )
}

function linesOf(challenge: Challenge, { ownChallenge: words, challengeTrouble }: Messages): readonly string[] {
  const { theme, trouble } = challenge
  const line = words.listLine({
    place: placeOfChallenge(challenge),
    theme: quote(theme, 100),
    state: stateOf(challenge, words),
  })
  return trouble === null ? [line] : [line, `  -# ${challengeTrouble[trouble]}`]
}

function stateOf({ phase, entriesEnd, votesEnd }: Challenge, words: Messages['ownChallenge']): string {
  if (phase === 'entries') return words.stateEntries(entriesEnd)
  if (phase === 'voting') return words.stateVoting(votesEnd ?? entriesEnd)
  return phase === 'ended' ? words.stateEnded : words.stateCancelled
}

/** Shows the points of a season. */
export const leaderboard: Subcommand = async (call) => {
  const { services, interaction, guildId, messages } = call
  const { ownChallenge: words } = messages
  const now = seasonOf(services.clock.now())
  const season = seasonIn(argumentsOf(subcommands.leaderboard, interaction).season ?? now)
  if (season === undefined) throw new UserError('bad-season', fill(refused.season, { season: now }))
  const results = await services.store.challenges.results(guildId, season)
  const ranks = rank(results.map(({ standings }) => standings))
  if (ranks.length === 0) return reply(call, words.leaderboardTitle(quote(season, 10)), words.leaderboardEmpty)
  const lines = ranks.slice(0, maxShown.ranks).map((one) => words.rank(one))
  await reply(call, words.leaderboardTitle(quote(season, 10)), ...lines, `-# ${words.pointsRule}`)
}
