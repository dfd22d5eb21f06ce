import { type Command, Option } from 'commander'
import { UserError } from '#src/errors.ts'
import { fields } from '#src/requests/fields.ts'
import type { Terminal } from '../terminal.ts'
import { addModeOptions, drawMode, type ModeOptions, requestOf } from './mode-command.ts'
import { picked } from './picked.ts'
import { pictureFiles } from './picture-files.ts'
import { numeric } from './setting-options.ts'

interface CompareOptions extends ModeOptions {
  readonly rows: string
  readonly columns?: string
  readonly picture?: string
  readonly strength?: number | string
}

/** One picture a cell. */
const settings = { sheetOnly: true } as const

/** `duckrabbit draw compare "a red fox" --rows steps=5,10,20 --columns guidance=1,4,7` */
export function addCompare(draw: Command, terminal: Terminal): void {
  const command = draw
    .command('compare')
    .description('One sheet with one or two settings varied.')
    .argument('[prompt]', 'what to paint')
    .requiredOption(
      '--rows <setting=list>',
      'What varies downwards: steps=5,10,20; also guidance, seed, sampler, strength, and prompt=a fox|a hare.',
    )
    .option('--columns <setting=list>', 'What varies across, in the same way.')
    .option('--picture <file>', 'Compare edits of this picture.')
    .addOption(new Option('--strength <n>', `With --picture: ${fields.strength.description}`).argParser(numeric))
    .addOption(
      new Option('--stage-two-strength <n>', 'With --picture: the same for the 256 px stage.').argParser(numeric),
    )
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
          ? { mode: 'generate', ...picked({ prompt }) }
          : { mode: 'edit', picture: await read(picture), ...picked({ prompt, strength }) }
      const axes = [options.rows, options.columns].filter((text) => text !== undefined).map(axisOf)
      const request = { mode: 'compare', of: requestOf(base, options, settings), axes }
      await drawMode(terminal, request, options, pictures)
    })
  addModeOptions(command, settings)
}

/** `steps=5,10,smart27`; prompts, which have commas of their own, are parted by |. */
function axisOf(text: string): unknown {
  const [setting, list] = text.split(/=(.*)/s)
  if (list === undefined) {
    throw new UserError('bad-request', `A setting to compare is written as steps=5,10,20; you gave ${text}.`)
  }
  return { setting, values: setting === 'prompt' ? list.split('|') : list.split(',').map(numeric) }
}
