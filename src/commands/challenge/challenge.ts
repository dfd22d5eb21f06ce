import type { AutocompleteInteraction } from 'discord.js'
import { isOpen } from '#src/community/challenges/phases.ts'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { limits } from '#src/discord/components/limits.ts'
import { clip } from '#src/discord/components/text.ts'
import { UserError } from '#src/errors.ts'
import { challengeRefused as refused } from '#src/messages/challenges.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { declaration, type subcommands } from './declaration.ts'
import { cancel, edit, end, extend, revive, seriesPrefix } from './manage.ts'
import { leaderboard, list } from './overview.ts'
import { start } from './start.ts'
import { callOf, type ChallengeServices, type Subcommand } from './subcommand.ts'

const run: { readonly [Name in keyof typeof subcommands]: Subcommand } = {
  start,
  edit,
  extend,
  end,
  cancel,
  revive,
  list,
  leaderboard,
}

const isSubcommand = (name: string): name is keyof typeof run => Object.hasOwn(run, name)

/** How many of a server's latest challenges are suggested. */
const latest = 100

/** Starts and manages the challenges of a server, and shows who has won. Everything else works by buttons. */
export const challenge: SlashCommand = {
  declaration,
  async run(services: ChallengeServices, interaction) {
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const { guildId } = interaction
    const name = interaction.options.getSubcommand()
    if (guildId === null || !isSubcommand(name)) throw new UserError('not-in-server', refused.notInServer)
    await run[name](callOf(services, interaction, guildId))
  },
  async complete({ store }: Pick<Services, 'store'>, interaction) {
    const { guildId } = interaction
    const { name, value } = interaction.options.getFocused(true)
    const all = guildId === null ? [] : await choicesFor({ store }, interaction, guildId, name)
    const typed = value.trim().toLowerCase()
    const fitting = all.filter((choice) => choice.name.toLowerCase().includes(typed))
    await interaction.respond(fitting.slice(0, limits.options))
  },
}

interface Choice {
  readonly name: string
  readonly value: string
}

async function choicesFor(
  { store: { challenges } }: Pick<Services, 'store'>,
  interaction: AutocompleteInteraction,
  guildId: string,
  option: string,
): Promise<readonly Choice[]> {
  if (option === 'season') return (await challenges.seasons(guildId)).map((season) => ({ name: season, value: season }))
  const subcommand = interaction.options.getSubcommand()
  const all = await challenges.ofGuild(guildId, latest)
  const wanted = subcommand === 'revive' ? all : all.filter(isOpen)
  const { phases } = messagesIn(interaction.locale).ownChallenge
  const series = subcommand === 'cancel' ? await challenges.series(guildId) : []
  return [
    ...wanted.map(({ id, theme, phase }) => ({ name: nameOf(theme, phases[phase]), value: id })),
    ...series.map(({ id, themes, next }) => ({
      name: nameOf(themes[next] ?? '', phases.weekly),
      value: `${seriesPrefix}${id}`,
    })),
  ]
}

const nameOf = (theme: string, state: string): string => clip(`${theme} · ${state}`, limits.optionLength)
