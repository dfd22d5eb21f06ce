import { type Command, Option } from 'commander'
import { fields } from '#src/requests/fields.ts'
import { strengthSweep } from '#src/requests/modes/edit.ts'
import type { Terminal } from '../terminal.ts'
import { addModeOptions, drawMode, type ModeOptions, requestOf } from './mode-command.ts'
import { picked } from './picked.ts'
import { pictureFiles } from './picture-files.ts'
import { numbers, numeric } from './setting-options.ts'

interface EditOptions extends ModeOptions {
  readonly strength?: number | string
  /** `true` where it was given without strengths of its own. */
  readonly sweep?: readonly (number | string)[] | true
}

/** `duckrabbit draw edit sketch.png "a lighthouse" --strength 0.8` */
export function addEdit(draw: Command, terminal: Terminal): void {
  const command = draw
    .command('edit')
    .description('A picture or a sketch painted over (SDEdit).')
    .argument('<picture>', 'a file')
    .argument('[prompt]', 'what to make of it')
    .addOption(new Option('--strength <n>', fields.strength.description).argParser(numeric))
    .addOption(
      new Option('--sweep [list]', `Several strengths in one sheet. Default: ${strengthSweep.join(',')}.`).argParser(
        numbers,
      ),
    )
    .addOption(new Option('--stage-two-strength <n>', 'The same for the 256 px stage.').argParser(numeric))
    .action(async (path: string, prompt: string | undefined, options: EditOptions) => {
      const { read, pictures } = pictureFiles(terminal.directory)
      const { strength } = options
      const sweep = options.sweep === true ? strengthSweep : options.sweep
      const own = { mode: 'edit', picture: await read(path), ...picked({ prompt, strength, sweep }) }
      await drawMode(terminal, requestOf(own, options), options, pictures)
    })
  addModeOptions(command)
}
