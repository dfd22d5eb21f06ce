import {
  type ApplicationCommandOptionType,
  type Attachment,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
  ApplicationCommandOptionType as OptionType,
} from 'discord.js'
import type { Parts } from './services.ts'

/** A slash command: its declaration as plain data, and what it does. */
export interface SlashCommand {
  readonly declaration: RESTPostAPIChatInputApplicationCommandsJSONBody
  run(parts: Parts, interaction: ChatInputCommandInteraction): Promise<void>
  /** Answers what is being typed into an option, within three seconds. */
  complete?(parts: Parts, interaction: AutocompleteInteraction): Promise<void>
}

/** A command on a message: "Edit this". */
export interface MessageCommand {
  readonly declaration: RESTPostAPIContextMenuApplicationCommandsJSONBody
  run(parts: Parts, interaction: MessageContextMenuCommandInteraction): Promise<void>
}

interface AnyOption {
  readonly type: ApplicationCommandOptionType
  readonly name: string
  readonly required?: boolean
  readonly choices?: readonly { readonly value: string | number }[]
}

type ValueOf<Option extends AnyOption> = Option extends { readonly choices: readonly { readonly value: infer Value }[] }
  ? Value
  : Option['type'] extends ApplicationCommandOptionType.String
    ? string
    : Option['type'] extends ApplicationCommandOptionType.Integer | ApplicationCommandOptionType.Number
      ? number
      : Option['type'] extends ApplicationCommandOptionType.Boolean
        ? boolean
        : Option['type'] extends ApplicationCommandOptionType.Attachment
          ? Attachment
          : never

/** What a declaration's options give: a value of its kind where required, perhaps undefined where not. */
export type ArgumentsOf<Declaration extends { readonly options: readonly AnyOption[] }> = {
  readonly [Option in Declaration['options'][number] as Option['name']]:
    | ValueOf<Option>
    | (Option extends { readonly required: true } ? never : undefined)
}

/** The options as the person gave them, typed by the declaration that Discord checked them against. */
export function argumentsOf<Declaration extends { readonly options: readonly AnyOption[] }>(
  declaration: Declaration,
  interaction: Pick<ChatInputCommandInteraction, 'options'>,
): ArgumentsOf<Declaration> {
  const given = declaration.options.map(({ name, type, required }) => {
    const value =
      type === OptionType.Attachment
        ? interaction.options.getAttachment(name, required === true)
        : interaction.options.get(name, required === true)?.value
    return [name, value ?? undefined]
  })
  // Built from the very declaration that the type is derived from.
  return Object.fromEntries(given) as ArgumentsOf<Declaration>
}
