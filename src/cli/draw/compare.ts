import { type Command, Option } from 'commander'
import { UserError } from '#src/errors.ts'
import { fields } from '#src/requests/fields.ts'
import { modes } from '#src/requests/modes/registry.ts'
import type { Terminal } from '../terminal.ts'
import { addModeOptions, drawMode, type ModeOptions, requestOf } from './mode-options.ts'
import { withoutUndefined } from './without-undefined.ts'
import { pictureFiles } from './picture-files.ts'
import { numbersIn } from '#src/requests/lists.ts'
import { numeric } from '#src/requests/numeric.ts'

interface CompareOptions extends ModeOptions {
  readonly rows: string
  readonly columns?: string
  readonly picture?: string
  readonly strength?: number | string
}

/** `duckrabbit draw compare "a red fox" --rows steps=5,10,20 --columns guidance=1,4,7` */
export function addCompare(draw: Command, terminal: Terminal): void {
  const command = draw
    .command('compare')
    .description(modes.compare.description)
    .argument('[prompt]', 'what to draw')
    .requiredOption(
      '--rows <setting=list>',
      'What varies downwards: steps=5,10,20; also guidance, seed, sampler, strength, and prompt=a fox|a hare.',
    )
    .option('--columns <setting=list>', 'What varies across, in the same way.')
    .option('--picture <file>', 'Compare edits of this picture.')
    .addOption(new Option('--strength <n>', `With --picture: ${fields.strength.description}`).argParser(numeric))
    .action(async (prompt: string | undefined, options: CompareOptions) => {
      const { read, pictures } = pictureFiles(terminal.directory)
      const { picture, strength } = options
      const ofEdits = strength === undefined ? options.stageTwoStrength : strength
      if (ofEdits !== undefined && picture === undefined) {
        const name = strength === undefined ? '--stage-two-strength' : '--strength'
        throw new UserError('bad-request', `${name} belongs to edits: give a picture with --picture, or leave it out.`)
      }
      const base =
        picture === undefined
          ? { mode: 'generate', ...withoutUndefined({ prompt }) }
          : { mode: 'edit', picture: await read(picture), ...withoutUndefined({ prompt, strength }) }
      const axes = [options.rows, options.columns].filter((text) => text !== undefined).map(axisOf)
      const request = { mode: 'compare', of: requestOf(base, options, modes.compare), axes }
      await drawMode(terminal, request, options, pictures)
    })
  addModeOptions(command, modes.compare)
}

/** Parses `steps=5,10,smart27`. Prompts may contain commas, so they are separated by `|`. */
function axisOf(text: string): unknown {
  const [setting, list] = text.split(/=(.*)/s)
  if (list === undefined) {
    throw new UserError('bad-request', `A setting to compare is written as steps=5,10,20; you gave ${text}.`)
  }
  return { setting, values: setting === 'prompt' ? list.split('|') : numbersIn(list) }
}
