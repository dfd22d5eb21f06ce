import {
  ApplicationCommandOptionType as OptionType,
  type ApplicationCommandOptionType,
  type Attachment,
  type ChatInputCommandInteraction,
} from 'discord.js'

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

/** The values of a declaration's options: of the option's type, and possibly undefined where it is not required. */
export type ArgumentsOf<Declaration extends { readonly options: readonly AnyOption[] }> = {
  readonly [Option in Declaration['options'][number] as Option['name']]:
    | ValueOf<Option>
    | (Option extends { readonly required: true } ? never : undefined)
}

/** The options that the person gave, typed by the declaration that Discord checked them against. */
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
  // Built from the same declaration that the type is derived from.
  return Object.fromEntries(given) as ArgumentsOf<Declaration>
}
