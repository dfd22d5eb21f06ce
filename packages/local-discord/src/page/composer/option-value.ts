import type { APIApplicationCommandBasicOption, APIApplicationCommandOptionChoice } from 'discord-api-types/v10'
import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10'
import type { LocalOption } from '../../page-protocol.ts'
import { codePoints } from './code-points.ts'
import type { CommandDraft, OptionDraft } from './draft.ts'
import { emptyOption } from './draft.ts'
import { fitsFileTypes } from '../../page-protocol.ts'
import { describeTypes } from './file-types.ts'

/** The result of reading an option's field. `problem` is a sentence for the person. */
type Reading =
  | { readonly kind: 'none' }
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'problem'; readonly problem: string }

const none: Reading = { kind: 'none' }
const problem = (text: string): Reading => ({ kind: 'problem', problem: text })
const value = (of: string | number | boolean): Reading => ({ kind: 'value', value: of })

/** Reads an option's field by the rules that Discord's client checks before it sends. */
export function readOption(option: APIApplicationCommandBasicOption, draft: OptionDraft = emptyOption): Reading {
  const missing = option.required === true ? problem('This option is required.') : none
  if (option.type === Type.Attachment) {
    if (draft.file === null) return missing
    const { file } = draft.file
    if (!fitsFileTypes(file.name, option.file_types)) return problem(`Choose ${describeTypes(option.file_types)}.`)
    return { kind: 'file', file }
  }
  if (draft.picked !== null) return value(draft.picked)
  const text = draft.text.trim()
  if (text === '') return missing
  switch (option.type) {
    case Type.String:
      if (hasChoices(option)) return fromList(option.choices, text)
      return readText(draft.text, option.min_length, option.max_length)
    case Type.Integer:
    case Type.Number:
      if (hasChoices(option)) return fromList(option.choices, text)
      return readNumber(text, option.type === Type.Integer, option.min_value, option.max_value)
    case Type.Boolean:
      if (/^(true|yes)$/i.test(text)) return value(true)
      return /^(false|no)$/i.test(text) ? value(false) : problem('Choose True or False.')
    case Type.User:
    case Type.Channel:
    case Type.Role:
    case Type.Mentionable:
      return problem('Choose one from the list.')
  }
}

function hasChoices<Choice>(option: {
  readonly choices?: readonly Choice[]
}): option is { choices: readonly Choice[] } {
  return option.choices !== undefined && option.choices.length > 0
}

function fromList(choices: readonly APIApplicationCommandOptionChoice[], text: string): Reading {
  const choice = choices.find((other) => other.name.toLowerCase() === text.toLowerCase())
  return choice === undefined ? problem('Choose one from the list.') : value(choice.value)
}

function readText(text: string, min = 0, max = 6000): Reading {
  const length = codePoints(text)
  if (length < min) return problem(`Write at least ${min} characters.`)
  return length > max ? problem(`Write at most ${max} characters (now ${length}).`) : value(text)
}

function readNumber(text: string, whole: boolean, min = -Infinity, max = Infinity): Reading {
  const number = Number(text.replace(',', '.'))
  if (!Number.isFinite(number)) return problem('Write a number.')
  if (whole && !Number.isSafeInteger(number)) return problem('Write a whole number.')
  const range = `${Number.isFinite(min) ? min : 'any'} to ${Number.isFinite(max) ? max : 'any'}`
  return number < min || number > max ? problem(`Write a number from ${range}.`) : value(number)
}

/** All problems of a command's options, by option name, in the command's order. */
export function findProblems(command: CommandDraft): ReadonlyMap<string, string> {
  const problems = new Map<string, string>()
  for (const option of command.entry.options) {
    const reading = readOption(option, command.values[option.name])
    if (reading.kind === 'problem') problems.set(option.name, reading.problem)
  }
  return problems
}

/**
 * The options as they are sent. The value of an attachment is its index in `files`. Fields with problems are left out.
 * With `focused` it is an autocomplete request: that option is sent as the text so far, and files are not sent.
 */
export function sendOptions(
  command: CommandDraft,
  focused?: string,
): { readonly options: readonly LocalOption[]; readonly files: readonly File[] } {
  const files: File[] = []
  const { path } = command.entry
  const options = command.entry.options.flatMap((option): LocalOption[] => {
    const { name } = option
    if (name === focused) return [{ path, name, value: command.values[name]?.text ?? '' }]
    const reading = readOption(option, command.values[name])
    if (reading.kind === 'value') return [{ path, name, value: reading.value }]
    if (reading.kind !== 'file' || focused !== undefined) return []
    files.push(reading.file)
    return [{ path, name, value: files.length - 1 }]
  })
  return { options, files }
}
