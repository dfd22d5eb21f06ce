import { type Command, Option } from 'commander'
import { numbersIn } from '#src/requests/lists.ts'
import type { Input } from '#src/requests/modes/input.ts'
import type { ModeProperties } from '#src/requests/modes/mode.ts'
import { numeric } from '#src/requests/numeric.ts'
import type { Terminal } from '../terminal.ts'
import { addModeOptions, drawMode, type ModeOptions, requestOf } from './mode-options.ts'
import { withoutUndefined } from './without-undefined.ts'
import { pictureFiles } from './picture-files.ts'

/** Adds the subcommand of a mode that its inputs fully describe. Pictures and texts become arguments, the rest options. */
export function addMode(draw: Command, terminal: Terminal, mode: ModeProperties & { readonly name: string }): void {
  const { name, description, inputs = [] } = mode
  const command = draw.command(name).description(description)
  const isArgument = ({ kind }: Input): boolean => kind === 'picture' || kind === 'text'
  const positional = inputs.filter(isArgument)
  for (const input of positional) command.argument(argumentOf(input), input.description)
  for (const input of inputs) if (!isArgument(input)) command.addOption(optionOf(input))
  command.action(async () => {
    const { read, pictures } = pictureFiles(terminal.directory)
    const args: readonly unknown[] = command.processedArgs
    const options = command.opts<ModeOptions & Readonly<Record<string, unknown>>>()
    const own: Record<string, unknown> = { mode: name }
    for (const input of inputs) {
      const given = isArgument(input) ? args[positional.indexOf(input)] : options[input.name]
      own[input.name] = input.kind === 'picture' ? await read(String(given)) : valueOf(input, given)
    }
    await drawMode(terminal, requestOf(withoutUndefined(own), options, mode), options, pictures)
  })
  addModeOptions(command, mode)
}

function argumentOf(input: Input): string {
  const isRequired = input.kind === 'picture' || (input.kind === 'text' && input.required === true)
  return isRequired ? `<${input.name}>` : `[${input.name}]`
}

/** Converts `blurSigma` to `--blur-sigma` for the command line. */
const flagOf = ({ name }: Input): string => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

function optionOf(input: Input): Option {
  const { description } = input
  if (input.kind === 'numbers') {
    const { usual } = input
    const list = usual === undefined ? '<list>' : '[list]'
    const otherwise = usual === undefined ? '' : ` Default: ${usual.join(',')}.`
    return new Option(`${flagOf(input)} ${list}`, `${description}${otherwise}`).argParser(numbersIn)
  }
  if (input.kind === 'number') return new Option(`${flagOf(input)} <n>`, description).argParser(numeric)
  const words = input.kind === 'choice' ? ` ${input.choices.join(' or ')}.` : ''
  return new Option(`${flagOf(input)} <name>`, `${description}${words}`)
}

/** An option for a list may be given without values. */
const valueOf = (input: Input, given: unknown): unknown =>
  input.kind === 'numbers' && given === true ? input.usual : given
