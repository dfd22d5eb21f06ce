import type {
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js'
import type { CommandWords } from '#src/messages/command-words.ts'
import { messageCommands } from '#src/messages/command-descriptions.ts'
import { languages } from '#src/messages/languages.ts'
import type { Locale, Messages } from '#src/messages/messages.ts'

type Localizations = Partial<Record<Locale, string>>

/** What each locale says, or null if none says anything. Discord shows the English text in the others. */
function inEachLocale(
  said: (commands: CommandWords, messages: Pick<Messages, 'messageCommands'>) => string | undefined,
): Localizations | null {
  const entries = languages.flatMap(({ locales, commands, messages }) => {
    const text = said(commands, messages)
    return text === undefined ? [] : locales.map((locale) => [locale, text] as const)
  })
  return entries.length === 0 ? null : Object.fromEntries(entries)
}

type Named = Readonly<Record<string, readonly [name: string, description: string]>>

/** Names and descriptions in every language, from the table that `find` picks. */
const named = (find: (commands: CommandWords) => readonly [string, string] | undefined) => ({
  name_localizations: inEachLocale((commands) => find(commands)?.[0]),
  description_localizations: inEachLocale((commands) => find(commands)?.[1]),
})

/** A slash command with its names and descriptions in every language. */
export function localized(
  declaration: RESTPostAPIChatInputApplicationCommandsJSONBody,
): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const { name, options } = declaration
  return {
    ...declaration,
    ...named(({ commands }: { readonly commands: Named }) => commands[name]),
    ...(options !== undefined && { options: options.map((option) => localizedOption(name, option)) }),
  }
}

interface AnyOption {
  readonly name: string
  readonly choices?: readonly AnyChoice[] | undefined
  /** Of a subcommand. */
  readonly options?: readonly AnyOption[] | undefined
}

interface AnyChoice {
  readonly value: string | number
}

function localizedOption<Option extends AnyOption>(command: string, option: Option): Option {
  const { name, choices, options } = option
  const find = ({ options }: { readonly options: Named }) => options[`${command} ${name}`] ?? options[name]
  return {
    ...option,
    ...named(find),
    ...(choices !== undefined && { choices: choices.map(localizedChoice) }),
    ...(options !== undefined && { options: options.map((one) => localizedOption(command, one)) }),
  }
}

/** A choice. Its value stays the same in every language. Modes are called as their commands are. */
function localizedChoice<Choice extends AnyChoice>(choice: Choice) {
  const find = ({
    choices,
    commands,
  }: {
    readonly choices: Readonly<Record<string, string>>
    readonly commands: Named
  }) => choices[choice.value] ?? commands[choice.value]?.[0]
  return { ...choice, name_localizations: inEachLocale(find) }
}

/** A command in the menu of messages with its names in every language. */
export function localizedOnMessage(
  declaration: RESTPostAPIContextMenuApplicationCommandsJSONBody,
): RESTPostAPIContextMenuApplicationCommandsJSONBody {
  const key = messageCommandKeys.find((one) => messageCommands[one] === declaration.name)
  const name_localizations = inEachLocale((_, messages) => key && messages.messageCommands[key])
  return { ...declaration, name_localizations }
}

const messageCommandKeys = Object.keys(messageCommands) as readonly (keyof typeof messageCommands)[]
