import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js'
import { roundMinutes } from '#src/community/guess/round.ts'
import { guessLeaderboard } from '#src/community/guess/scores.ts'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { requestLine } from '#src/discord/cards/request-text.ts'
import { container } from '#src/discord/components/container.ts'
import { limits } from '#src/discord/components/limits.ts'
import { clip, text } from '#src/discord/components/text.ts'
import { placeOf } from '#src/discord/jobs/request-place.ts'
import { isShowable } from '#src/discord/jobs/showable.ts'
import { guessablePrompts } from '#src/discord/guess/round-picture.ts'
import { endRoundFor } from '#src/discord/guess-buttons/end-round.ts'
import { openGivenRound } from '#src/discord/guess-buttons/open-given-round.ts'
import { UserError } from '#src/errors.ts'
import { guessRefused as refused } from '#src/messages/guess.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import { modeOf } from '#src/requests/draw-request.ts'
import { argumentsOf } from '../arguments-of.ts'
import { declaration, start } from './declaration.ts'

type GuessServices = Pick<
  Services,
  'acknowledge' | 'store' | 'settings' | 'guess' | 'startRound' | 'messenger' | 'clock'
>

interface Call {
  readonly services: GuessServices
  readonly interaction: ChatInputCommandInteraction
  readonly guildId: string
  readonly messages: Messages
}

type Run = (call: Call) => Promise<void>

/** How many of a person's latest jobs are suggested from, and how many people the leaderboard shows. */
const maxShown = { jobs: 100, ranks: 15 }

const startRound: Run = async (call) => {
  const { services, interaction, messages } = call
  const { picture, minutes = roundMinutes.usual } = argumentsOf(start, interaction)
  if (picture === undefined) {
    const { id } = await services.startRound.withDrawing(interaction, minutes)
    await services.guess.update(id)
    return reply(call, messages.ownGuess.drawing)
  }
  const [jobId = '', index = '0'] = picture.trim().split('.')
  const job = await services.store.jobs.get(jobId)
  if (job === null || job.personId !== interaction.user.id) throw new UserError('no-such-result', refused.noSuchResult)
  await openGivenRound(services, interaction, { job, picture: Number(index), minutes })
}

const endIt =
  (outcome: 'stopped' | 'cancelled', said: 'ended' | 'cancelled'): Run =>
  async (call) => {
    const { services, interaction, messages } = call
    const round = await services.store.guess.ofChannel(interaction.channelId)
    if (round === null) throw new UserError('no-round', refused.noRound)
    // Nothing was drawn yet that could be shown.
    await endRoundFor(services, interaction, round, round.phase === 'drawing' ? 'cancelled' : outcome)
    await reply(call, messages.ownGuess[round.phase === 'drawing' ? 'cancelled' : said])
  }

const leaderboard: Run = async (call) => {
  const { services, guildId, messages } = call
  const { ownGuess: words } = messages
  const ranks = guessLeaderboard(await services.store.guess.scores(guildId))
  if (ranks.length === 0) return reply(call, words.leaderboard, words.leaderboardEmpty)
  const lines = ranks
    .slice(0, maxShown.ranks)
    .map((one) =>
      [words.rank(one), ...(one.bestStreak > 1 ? [words.streaks({ now: one.streak, best: one.bestStreak })] : [])].join(
        ' · ',
      ),
    )
  await reply(call, words.leaderboard, ...lines, `-# ${words.pointsRule}`)
}

const run: Readonly<Record<string, Run>> = {
  start: startRound,
  end: endIt('stopped', 'ended'),
  cancel: endIt('cancelled', 'cancelled'),
  leaderboard,
}

/** Rounds in which people guess what hides in a picture. Guessing itself is a button and a form. */
export const guess: SlashCommand = {
  declaration,
  async run(services: GuessServices, interaction) {
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const { guildId } = interaction
    const work = run[interaction.options.getSubcommand()]
    if (guildId === null || work === undefined) throw new UserError('not-in-server', refused.onlyInServers)
    await work({ services, interaction, guildId, messages: messagesIn(interaction.locale) })
  },
  async complete({ store }: Pick<Services, 'store'>, interaction) {
    await interaction.respond(await choicesFor({ store }, interaction))
  },
}

/** A person's own illusions that may be shown here and fit what is typed, the latest first. */
async function choicesFor({ store }: Pick<Services, 'store'>, interaction: AutocompleteInteraction) {
  const messages = messagesIn(interaction.locale)
  const typed = interaction.options.getFocused().trim().toLowerCase()
  const place = placeOf(interaction)
  const found: { readonly name: string; readonly value: string }[] = []
  // Each job that is left costs a query, and each letter that is typed asks again.
  for (const job of await store.jobs.ofPerson(interaction.user.id, maxShown.jobs)) {
    if (job.state !== 'done' || modeOf(job.request).nextReading === undefined || !isShowable(job, place)) continue
    const line = `${job.id} · ${requestLine(job.request, messages).replaceAll(/\s+/g, ' ')}`
    const name = clip(line, limits.optionLength)
    if (!name.toLowerCase().includes(typed)) continue
    const pictures = (await store.results.ofJob(job.id)).filter((result) => guessablePrompts(result).length > 0)
    found.push(...pictures.map(({ picture }) => ({ name, value: `${job.id}.${picture}` })))
    if (found.length >= limits.options) break
  }
  return found.slice(0, limits.options)
}

/** Replies with a few lines. */
async function reply({ services, interaction }: Call, ...lines: readonly string[]): Promise<void> {
  await services.messenger.editReply(interaction.token, {
    components: [container('done', [text(lines.join('\n'))])],
    files: [],
  })
}
