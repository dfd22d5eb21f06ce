import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import type { CommandEntry } from './command-entries.ts'

interface TypedOption {
  readonly name: string
  readonly text: string
}

/**
 * The options of a command in the text after its name, as Discord reads a pasted command: "prompt: a fox best_of: 3".
 * What stands before the first name of an option is the value of the first text option. Files cannot be typed.
 */
export function typedOptions({ options, labels }: CommandEntry, rest: string): readonly TypedOption[] {
  const typeable = options.filter(({ type }) => type !== ApplicationCommandOptionType.Attachment)
  const names = new Map(typeable.flatMap(({ name }) => [name, labels[name] ?? name].map((word) => [word, name])))
  const starts = [...rest.matchAll(/(?<=^|\s)([^\s:]+):/gu)].flatMap((match) => {
    const name = names.get(match[1]?.toLowerCase() ?? '')
    return name === undefined ? [] : [{ name, from: match.index, to: match.index + match[0].length }]
  })
  const first = typeable.find(({ type }) => type === ApplicationCommandOptionType.String)
  const unnamed = rest.slice(0, starts[0]?.from)
  const named = starts.map(({ name, to }, index) => ({ name, text: rest.slice(to, starts[index + 1]?.from).trim() }))
  const lead =
    first === undefined || unnamed.trim() === ''
      ? []
      : [{ name: first.name, text: starts.length === 0 ? unnamed : unnamed.trim() }]
  return [...lead, ...named]
}
