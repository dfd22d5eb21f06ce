import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import type { CommandEntry } from './command-entries.ts'
import { typedOptions } from './typed-options.ts'

/** A file that a person means to send. */
export interface DraftFile {
  readonly id: string
  readonly file: File
}

/** The content of an option's field. */
export interface OptionDraft {
  readonly text: string
  /** The value behind the text if it was chosen from a list. */
  readonly picked: string | number | boolean | null
  readonly file: DraftFile | null
}

export interface CommandDraft {
  readonly entry: CommandEntry
  /** The options that are shown: the required ones first, then those that were added. */
  readonly shown: readonly string[]
  readonly values: Readonly<Record<string, OptionDraft>>
}

/** What a person is writing: a message, or a command with its options. */
export interface Draft {
  readonly text: string
  readonly files: readonly DraftFile[]
  readonly command: CommandDraft | null
}

export type DraftAction =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'files'; readonly files: readonly DraftFile[] }
  | { readonly type: 'remove-file'; readonly id: string }
  | { readonly type: 'command'; readonly entry: CommandEntry; readonly rest: string }
  | { readonly type: 'leave-command' }
  | { readonly type: 'show-option'; readonly name: string }
  | { readonly type: 'hide-option'; readonly name: string }
  | { readonly type: 'option'; readonly name: string; readonly value: Partial<OptionDraft> }
  | { readonly type: 'sent' }

export const emptyDraft: Draft = { text: '', files: [], command: null }
export const emptyOption: OptionDraft = { text: '', picked: null, file: null }

/** The draft after an action. Pure. */
export function reduceDraft(draft: Draft, action: DraftAction): Draft {
  switch (action.type) {
    case 'text':
      return { ...draft, text: action.text }
    case 'files':
      return placeFiles(draft, action.files)
    case 'remove-file':
      return { ...draft, files: draft.files.filter((file) => file.id !== action.id) }
    case 'command':
      return chooseCommand(draft, action.entry, action.rest)
    case 'leave-command':
      return { ...draft, command: null }
    case 'show-option':
      return withCommand(draft, (command) => show(command, action.name))
    case 'hide-option':
      return withCommand(draft, (command) => {
        const { [action.name]: _left, ...values } = command.values
        return { ...command, values, shown: command.shown.filter((name) => name !== action.name) }
      })
    case 'option':
      return withCommand(draft, (command) => setOption(command, action.name, action.value))
    case 'sent':
      return emptyDraft
  }
}

/** Files that were attached before go into the command's attachment options, and text into the options that it names. */
function chooseCommand(draft: Draft, entry: CommandEntry, rest: string): Draft {
  const required = entry.options.filter((option) => option.required === true).map((option) => option.name)
  let command: CommandDraft = { entry, shown: required, values: {} }
  for (const { name, text } of typedOptions(entry, rest)) command = setOption(show(command, name), name, { text })
  return placeFiles({ text: '', files: [], command }, draft.files)
}

/** Puts a mask into an option named after it and the other files into free options in order. The rest belongs to the message. */
function placeFiles(draft: Draft, files: readonly DraftFile[]): Draft {
  let { command } = draft
  const left: DraftFile[] = []
  // Masks come last, so that a picture is never put into the option that is meant for the mask.
  const ordered = [...files].sort((a, b) => Number(isMask(a)) - Number(isMask(b)))
  for (const file of ordered) {
    const name = command === null ? undefined : freeOption(command, isMask(file))
    if (command === null || name === undefined) left.push(file)
    else command = setOption(show(command, name), name, { text: file.file.name, file })
  }
  const kept = command === null ? left : []
  return { ...draft, command, files: [...draft.files, ...kept].slice(0, maxFiles) }
}

/** Discord's limit for one message. */
export const maxFiles = 10

function freeOption(command: CommandDraft, mask: boolean): string | undefined {
  const free = command.entry.options
    .filter((option) => option.type === ApplicationCommandOptionType.Attachment)
    .map((option) => option.name)
    .filter((name) => (command.values[name]?.file ?? null) === null)
  return free.find((name) => name.includes('mask') === mask) ?? free[0]
}

function isMask({ file }: DraftFile): boolean {
  return file.name === 'mask.png'
}

function show(command: CommandDraft, name: string): CommandDraft {
  return command.shown.includes(name) ? command : { ...command, shown: [...command.shown, name] }
}

function setOption(command: CommandDraft, name: string, value: Partial<OptionDraft>): CommandDraft {
  const before = command.values[name] ?? emptyOption
  return { ...command, values: { ...command.values, [name]: { ...before, ...value } } }
}

function withCommand(draft: Draft, change: (command: CommandDraft) => CommandDraft): Draft {
  return draft.command === null ? draft : { ...draft, command: change(draft.command) }
}
