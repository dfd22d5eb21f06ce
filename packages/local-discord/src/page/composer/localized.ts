import type { APIApplicationCommandBasicOption, Locale, LocalizationMap } from 'discord-api-types/v10'

interface Named {
  readonly name: string
  readonly name_localizations?: LocalizationMap | null | undefined
}

interface Described {
  readonly description: string
  readonly description_localizations?: LocalizationMap | null | undefined
}

/** What a command, an option or a choice is called in a language. */
export const nameIn = (locale: Locale, { name, name_localizations }: Named): string =>
  name_localizations?.[locale] ?? name

export const descriptionIn = (locale: Locale, { description, description_localizations }: Described): string =>
  description_localizations?.[locale] ?? description

/** An option with its description and its choices in a language. It keeps its name, which is sent. */
export function optionIn<Option extends APIApplicationCommandBasicOption>(locale: Locale, option: Option): Option {
  const choices = 'choices' in option ? option.choices : undefined
  return {
    ...option,
    description: descriptionIn(locale, option),
    ...(choices !== undefined && { choices: choices.map((choice) => ({ ...choice, name: nameIn(locale, choice) })) }),
  }
}
