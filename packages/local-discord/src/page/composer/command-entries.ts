import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
} from 'discord-api-types/v10'
import { ApplicationCommandOptionType, ApplicationCommandType, Locale } from 'discord-api-types/v10'
import { descriptionIn, nameIn, optionIn } from './localized.ts'

/** A slash command as it is typed: a subcommand is an entry of its own. */
export interface CommandEntry {
  /** The command's id and path: unique among the entries. */
  readonly key: string
  readonly commandId: string
  /** Subcommand group and subcommand, outermost first. */
  readonly path: readonly string[]
  /** What stands after the slash, e.g. "challenge start". */
  readonly name: string
  readonly description: string
  /** Their names are those that are sent. `labels` has those that are shown. */
  readonly options: readonly APIApplicationCommandBasicOption[]
  /** What options are called in the person's language, by their names. */
  readonly labels: Readonly<Record<string, string>>
}

/** Every slash command and subcommand in a person's language, by name. */
export function listCommands(
  commands: readonly APIApplicationCommand[],
  locale: Locale = Locale.EnglishUS,
): readonly CommandEntry[] {
  return commands
    .filter((command) => command.type === ApplicationCommandType.ChatInput)
    .flatMap((command) =>
      unfold(locale, {
        commandId: command.id,
        names: [nameIn(locale, command)],
        path: [],
        description: descriptionIn(locale, command),
        options: command.options ?? [],
      }),
    )
    .sort((a, b) => a.name.localeCompare(b.name))
}

interface Folded {
  readonly commandId: string
  readonly names: readonly string[]
  readonly path: readonly string[]
  readonly description: string
  readonly options: readonly APIApplicationCommandOption[]
}

function unfold(locale: Locale, folded: Folded): readonly CommandEntry[] {
  const { commandId, names, path, description, options } = folded
  const inner = options.flatMap((option) =>
    option.type === ApplicationCommandOptionType.Subcommand ||
    option.type === ApplicationCommandOptionType.SubcommandGroup
      ? unfold(locale, {
          commandId,
          names: [...names, nameIn(locale, option)],
          path: [...path, option.name],
          description: descriptionIn(locale, option),
          options: option.options ?? [],
        })
      : [],
  )
  if (inner.length > 0) return inner
  const basic = options.filter(isBasic)
  return [
    {
      key: [commandId, ...path].join('/'),
      commandId,
      path,
      name: names.join(' '),
      description,
      options: basic.map((option) => optionIn(locale, option)),
      labels: Object.fromEntries(basic.map((option) => [option.name, nameIn(locale, option)])),
    },
  ]
}

function isBasic(option: APIApplicationCommandOption): option is APIApplicationCommandBasicOption {
  return (
    option.type !== ApplicationCommandOptionType.Subcommand &&
    option.type !== ApplicationCommandOptionType.SubcommandGroup
  )
}

/** The entries that match the text after the slash: first names that begin with it, then names and descriptions that contain it. */
export function findCommands(entries: readonly CommandEntry[], typed: string): readonly CommandEntry[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return entries
  const rank = (entry: CommandEntry): number => {
    if (entry.name.startsWith(wanted)) return 0
    if (entry.name.includes(wanted)) return 1
    return entry.description.toLowerCase().includes(wanted) ? 2 : 3
  }
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry)
}

/**
 * The command whose full name a text begins with, and the text after it; null while the name is incomplete.
 * "/generate a duck" → generate, "a duck".
 */
export function spelledCommand(
  entries: readonly CommandEntry[],
  text: string,
): { readonly entry: CommandEntry; readonly rest: string } | null {
  const found = entries
    .filter((entry) => text.startsWith(`/${entry.name} `))
    .sort((a, b) => b.name.length - a.name.length)[0]
  return found === undefined ? null : { entry: found, rest: text.slice(found.name.length + 2) }
}
