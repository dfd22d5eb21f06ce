import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as T,
  ApplicationCommandType,
} from 'discord-api-types/v10'
import { type FieldFault, refuse } from '../discord-error.ts'
import { type CommandForm, type LeafForm, type OptionForm, command, typedOption } from './command-shapes.ts'
import { parseForm, withoutNulls } from './form.ts'
import { codePoints } from './text.ts'

type Path = readonly (string | number)[]

/** The maximum length of names, descriptions and values of a command together. */
const MAX_TEXT = 8000

/** https://docs.discord.com/developers/interactions/application-commands#registering-a-command */
export const MAX_COMMANDS: Readonly<Record<CommandForm['type'], number>> = {
  [ApplicationCommandType.ChatInput]: 100,
  [ApplicationCommandType.User]: 15,
  [ApplicationCommandType.Message]: 15,
}

/** Reads one command. Without a `type` it is 1, a slash command. */
export function readCommand(json: unknown, path: Path = []): CommandForm {
  const clean = withoutNulls(json)
  const typed = typeof clean === 'object' && clean !== null && !('type' in clean) ? { ...clean, type: 1 } : clean
  const form = parseForm(command, typed, path)
  refuse(checkCommand(form, path))
  return form
}

export function typedOptions(form: CommandForm): APIApplicationCommandOption[] {
  return form.type === ApplicationCommandType.ChatInput ? (form.options ?? []).map(typedOption) : []
}

/** Rules that span several fields: order, unique names, levels of subcommands, ranges, and the total length. */
function checkCommand(form: CommandForm, path: Path = []): FieldFault[] {
  if (form.type !== ApplicationCommandType.ChatInput) return []
  const options = form.options ?? []
  const faults = checkOptions(options, [...path, 'options'])
  const nested = options.filter(({ type }) => type === T.Subcommand || type === T.SubcommandGroup)
  if (nested.length > 0 && nested.length < options.length) {
    faults.push({
      path: [...path, 'options'],
      code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      message: 'Sub-command and sub-command group option types are mutually exclusive to all other types',
    })
  }
  if (commandText(form) > MAX_TEXT) {
    faults.push({
      path: path.length === 0 ? ['options'] : path,
      code: 'APPLICATION_COMMAND_TOO_LARGE',
      message: `Command exceeds maximum size (${MAX_TEXT})`,
    })
  }
  return faults
}

function checkOptions(options: readonly OptionForm[], path: Path): FieldFault[] {
  const faults: FieldFault[] = []
  const names = new Set<string>()
  let optionalSeen = false
  for (const [index, option] of options.entries()) {
    const at = [...path, index]
    if (names.has(option.name)) {
      faults.push({
        path: [...at, 'name'],
        code: 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID',
        message: 'Option name must be unique',
      })
    }
    names.add(option.name)
    if (option.type === T.Subcommand || option.type === T.SubcommandGroup) {
      faults.push(...checkOptions(option.options ?? [], [...at, 'options']))
      continue
    }
    if (option.required === true && optionalSeen) {
      faults.push({
        path: at,
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      })
    }
    optionalSeen ||= option.required !== true
    faults.push(...checkLeaf(option, at))
  }
  return faults
}

function checkLeaf(option: LeafForm, path: Path): FieldFault[] {
  const faults: FieldFault[] = []
  if (option.type !== T.String && option.type !== T.Integer && option.type !== T.Number) return faults
  const choices = option.choices ?? []
  if (option.autocomplete === true && choices.length > 0) {
    faults.push({
      path: [...path, 'choices'],
      code: 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES',
      message: 'Autocomplete options cannot have choices',
    })
  }
  const names = new Set<string>()
  for (const [index, { name }] of choices.entries()) {
    if (names.has(name)) {
      faults.push({
        path: [...path, 'choices', index],
        code: 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS',
        message: 'Option choice name already exists',
      })
    }
    names.add(name)
  }
  const [low, high] =
    option.type === T.String ? [option.min_length, option.max_length] : [option.min_value, option.max_value]
  if (low !== undefined && high !== undefined && low > high) {
    faults.push({
      path: [...path, option.type === T.String ? 'min_length' : 'min_value'],
      code: 'APPLICATION_COMMAND_OPTION_MIN_VALUE_GREATER_THAN_MAX',
      message: 'The minimum cannot be greater than the maximum',
    })
  }
  return faults
}

interface Texts {
  readonly name: string
  readonly description?: string
  readonly name_localizations?: Readonly<Partial<Record<string, string>>>
  readonly description_localizations?: Readonly<Partial<Record<string, string>>>
  readonly options?: readonly Texts[]
  readonly choices?: readonly (Texts & { readonly value: unknown })[]
}

const maxLength = (text: string, others: Readonly<Partial<Record<string, string>>> = {}): number =>
  Math.max(...[text, ...Object.values(others)].map((one) => codePoints(one ?? '')))

/** The longest localisation of each text counts. */
function commandText(texts: Texts): number {
  return (
    maxLength(texts.name, texts.name_localizations) +
    maxLength(texts.description ?? '', texts.description_localizations) +
    (texts.options ?? []).reduce((sum, option) => sum + commandText(option), 0) +
    (texts.choices ?? []).reduce((sum, choice) => sum + commandText(choice) + codePoints(String(choice.value)), 0)
  )
}
