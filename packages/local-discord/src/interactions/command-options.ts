import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as T,
} from 'discord-api-types/v10'
import { fitsFileTypes, type LocalOption } from '../page-protocol.ts'
import type { Upload } from '../rules/attachments.ts'
import { codePoints } from '../rules/text.ts'
import { RefusedAction } from '../refused-action.ts'
import type { Resolver } from './resolver.ts'

/** An option in an interaction's data. */
interface OptionData {
  readonly type: number
  readonly name: string
  readonly value?: string | number | boolean
  readonly focused?: boolean
  readonly options?: readonly OptionData[]
}

interface Given {
  readonly command: APIApplicationCommand
  readonly path: readonly string[] | undefined
  readonly options: readonly LocalOption[]
  readonly uploads: readonly Upload[]
  /** In an autocomplete request: the option being typed. The others may still be missing or invalid. */
  readonly focused?: string
}

/** Checks a person's options as Discord's app does, and converts them to interaction data. */
export function commandOptions(given: Given, resolver: Resolver): readonly OptionData[] {
  const path = given.path ?? given.options[0]?.path ?? []
  return nest(given.command.options ?? [], path, given, resolver)
}

function nest(
  declared: readonly APIApplicationCommandOption[],
  path: readonly string[],
  given: Given,
  resolver: Resolver,
): readonly OptionData[] {
  const [name, ...rest] = path
  const nested = declared.filter((option) => option.type === T.Subcommand || option.type === T.SubcommandGroup)
  if (nested.length === 0 && name === undefined) return leaves(declared.filter(isLeaf), given, resolver)
  const chosen = nested.find((option) => option.name === name)
  if (chosen === undefined) throw new RefusedAction('Choose a subcommand of this command.', { path })
  return [{ type: chosen.type, name: chosen.name, options: nest(chosen.options ?? [], rest, given, resolver) }]
}

function isLeaf(option: APIApplicationCommandOption): option is APIApplicationCommandBasicOption {
  return option.type !== T.Subcommand && option.type !== T.SubcommandGroup
}

function leaves(
  declared: readonly APIApplicationCommandBasicOption[],
  { options, uploads, focused }: Given,
  resolver: Resolver,
): readonly OptionData[] {
  const unknown = options.find(({ name }) => !declared.some((option) => option.name === name))
  if (unknown !== undefined) throw new RefusedAction(`This command has no option "${unknown.name}".`)
  if (focused !== undefined && !declared.some((option) => option.name === focused && 'autocomplete' in option)) {
    throw new RefusedAction(`The option "${focused}" does not complete.`)
  }
  const missing = declared.find((option) => option.required && !options.some(({ name }) => name === option.name))
  if (missing !== undefined && focused === undefined) throw new RefusedAction(`Fill in the option "${missing.name}".`)
  return options.map((given) => {
    const option = declared.find(({ name }) => name === given.name)
    if (option === undefined) throw new RefusedAction(`This command has no option "${given.name}".`)
    if (focused !== undefined) {
      // The value being typed is text, whatever the option's type.
      const value = given.name === focused ? String(given.value) : given.value
      return { type: option.type, name: option.name, value, ...(given.name === focused ? { focused: true } : {}) }
    }
    return { type: option.type, name: option.name, value: checkValue(option, given.value, uploads, resolver) }
  })
}

function checkValue(
  option: APIApplicationCommandBasicOption,
  value: string | number | boolean,
  uploads: readonly Upload[],
  resolver: Resolver,
): string | number | boolean {
  const wrong = (what: string) => new RefusedAction(`The option "${option.name}" takes ${what}.`, { value })
  switch (option.type) {
    case T.String: {
      if (typeof value !== 'string') throw wrong('text')
      const { min_length: min = 0, max_length: max = 6000 } = option
      const length = codePoints(value)
      if (length < min || length > max) throw wrong(`text of ${min} to ${max} characters`)
      return among(option, value)
    }
    case T.Integer:
    case T.Number: {
      const number = typeof value === 'string' ? Number(value) : value
      if (typeof number !== 'number' || !Number.isFinite(number)) throw wrong('a number')
      if (option.type === T.Integer && !Number.isInteger(number)) throw wrong('a whole number')
      const { min_value: min = -Infinity, max_value: max = Infinity } = option
      if (number < min || number > max) throw wrong(`a number from ${min} to ${max}`)
      return among(option, number)
    }
    case T.Boolean:
      if (typeof value !== 'boolean') throw wrong('true or false')
      return value
    case T.User:
      resolver.user(String(value))
      return String(value)
    case T.Role:
      resolver.role(String(value))
      return String(value)
    case T.Channel:
      resolver.channel(String(value), option.channel_types)
      return String(value)
    case T.Mentionable:
      resolver.mentionable(String(value))
      return String(value)
    case T.Attachment: {
      const upload = uploads.find(({ key }) => key === String(value))
      if (upload !== undefined && !fitsFileTypes(upload.filename, option.file_types)) {
        throw wrong(`a file of these kinds: ${option.file_types?.join(', ')}`)
      }
      return resolver.attach(upload)
    }
  }
}

function among(option: APIApplicationCommandBasicOption, value: string | number): string | number {
  const choices = 'choices' in option ? (option.choices ?? []) : []
  if (choices.length === 0 || choices.some((choice) => choice.value === value)) return value
  throw new RefusedAction(`"${value}" is none of the choices of "${option.name}".`)
}
