import type { AutocompleteInteraction } from 'discord.js'
import { suggested as words } from '#src/messages/suggestions.ts'
import { anagramPairs, drawable, hybridPairs } from '#src/messages/examples.ts'
import { styleSuggestions } from '#src/messages/styles.ts'
import { clip } from '#src/discord/components/text.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import { viewLabelIn } from '#src/discord/cards/request-text.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { limits } from '#src/discord/components/limits.ts'
import { maskRegions } from '#src/requests/mask-spec.ts'
import { strengthSweep } from '#src/requests/modes/edit.ts'
import { scheduleNames } from '#src/pipeline/named-schedules.ts'
import { steps } from '#src/requests/sampling.ts'
import { stepsFrom } from '#src/requests/steps-words.ts'
import { viewFrom } from '#src/requests/view-words.ts'
import { viewLabel, viewNames, viewSpec } from '#src/pipeline/views/registry.ts'

interface Choice {
  readonly name: string
  readonly value: string
}

/** Suggests values for an option from what has been typed into it. */
type Suggest = (
  typed: string,
  services: Pick<Services, 'engine'>,
  interaction: AutocompleteInteraction,
) => readonly Choice[]

const plain = (value: string): Choice => ({ name: value, value })
const fits = (typed: string) => {
  const wanted = typed.toLowerCase()
  return ({ name, value }: Choice): boolean => `${name} ${value}`.toLowerCase().includes(wanted)
}

const viewsIn = (messages: Messages): readonly Choice[] => [
  ...viewNames.map((view) => ({ name: viewLabelIn(messages, viewLabel(view)), value: view })),
  ...Object.entries(messages.suggestedViews).map(([value, name]) => ({ name, value })),
]

/** Views, found by their names and by what they do. A view with settings is taken as typed. */
const view: Suggest = (typed, _, { locale }) => {
  const messages = messagesIn(locale)
  const fitting = viewsIn(messages).filter(fits(typed))
  const read = viewSpec.safeParse(viewFrom(typed))
  const known = !read.success || fitting.some(({ value }) => value === typed)
  return known
    ? fitting
    : [{ name: `${viewLabelIn(messages, viewLabel(read.data.name))} (${typed})`, value: typed }, ...fitting]
}

/** IF's schedules with their number of steps. Any other form of steps is taken as typed. */
const schedule: Suggest = (typed, _, { locale }) => {
  const { suggestedSchedules: words } = messagesIn(locale)
  const fitting = scheduleNames.map((name) => ({ name: words[name], value: name })).filter(fits(typed))
  const own = typed !== '' && !fitting.some(({ value }) => value === typed) && steps.safeParse(stepsFrom(typed)).success
  return own ? [plain(typed), ...fitting] : fitting
}

/** Parts of the picture, one after the other. The last word is completed; those before it stay. */
const region: Suggest = (typed) => {
  const [, before = '', last = ''] = /^(.*?[\s,]?)([^\s,]*)$/.exec(typed.toLowerCase()) ?? []
  const complete = before.split(/[\s,]+/)
  const open = maskRegions.filter((name) => name.startsWith(last) && !complete.includes(name))
  return open.map((name) => plain(`${before}${name}`))
}

/** Values that are worth comparing, for the setting in another option. */
const valuesOf =
  (option: string): Suggest =>
  (typed, _, { options }) =>
    (words.compare[options.getString(option) ?? ''] ?? []).map(plain).filter(fits(typed))

/** Subjects that the model was taught, those that it draws well first. If an earlier prompt has good partners, those come first. */
const subject =
  (pairs: readonly (readonly [string, string])[], first: string, offers: 'firsts' | 'partners'): Suggest =>
  (typed, { engine }, { options }) => {
    const { subjects } = engine.status
    const said = options.getString(first)?.trim().toLowerCase() ?? ''
    const partners = pairs.flatMap(([one, other]) => (one === said ? [other] : other === said ? [one] : []))
    const wanted = offers === 'firsts' ? pairs.map(([one]) => one) : partners
    return [...new Set([...wanted, ...(subjects.length > 0 ? subjects : drawable)])].map(plain).filter(fits(typed))
  }

const suggestions: Readonly<Record<string, Suggest>> = {
  prompt: (typed, services, interaction) =>
    subject(interaction.commandName === 'anagram' ? anagramPairs : [], 'prompt', 'firsts')(
      typed,
      services,
      interaction,
    ),
  first: subject(hybridPairs, 'first', 'firsts'),
  second: (typed, services, interaction) =>
    interaction.commandName === 'hybrid'
      ? subject(hybridPairs, 'first', 'partners')(typed, services, interaction)
      : subject(anagramPairs, 'prompt', 'partners')(typed, services, interaction),
  view,
  third_view: view,
  fourth_view: view,
  schedule,
  region,
  sweep: (typed) => [plain(strengthSweep.join(' ')), ...words.sweeps.map(plain)].filter(fits(typed)),
  style: (typed) => styleSuggestions.map(plain).filter(fits(typed)),
  model: (typed, { engine }) => (engine.status.model === null ? [] : [plain(engine.status.model)].filter(fits(typed))),
  values: valuesOf('setting'),
  and_values: valuesOf('and_setting'),
}

/** Options that take any text, so whatever is typed is offered first. */
const free = new Set(['prompt', 'first', 'second', 'style', 'values', 'and_values', 'sweep', 'model', 'region'])

/** Suggests values for the option that is being typed, of any command that draws. */
export async function suggest(services: Pick<Services, 'engine'>, interaction: AutocompleteInteraction): Promise<void> {
  const { name, value } = interaction.options.getFocused(true)
  const typed = value.trim()
  const fitting = suggestions[name]?.(typed, services, interaction) ?? []
  const own = free.has(name) && typed !== '' && !fitting.some((choice) => choice.value === typed) ? [plain(typed)] : []
  const all = [...own, ...fitting].filter((choice) => choice.value.length <= limits.optionLength)
  await interaction.respond(
    all.slice(0, limits.options).map((choice) => ({ ...choice, name: clip(choice.name, limits.optionLength) })),
  )
}
