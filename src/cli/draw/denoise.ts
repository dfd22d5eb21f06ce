import { type Command, Option } from 'commander'
import type { Terminal } from '../terminal.ts'
import { addModeOptions, drawMode, type ModeOptions, requestOf } from './mode-command.ts'
import { picked } from './picked.ts'
import { pictureFiles } from './picture-files.ts'
import { numbers, numeric } from './setting-options.ts'

interface DenoiseOptions extends ModeOptions {
  readonly levels?: readonly (number | string)[]
  readonly stride?: number | string
  readonly blurSigma?: number | string
}

/** One sheet of one picture at 64 px, walked in strides. */
const settings = { sheetOnly: true, stages: 'first', ownWalk: true } as const

/** `duckrabbit draw denoise tower.jpg` */
export function addDenoise(draw: Command, terminal: Terminal): void {
  const command = draw
    .command('denoise')
    .description('A study: a picture noised, then cleaned by a blur, in one step and in many, side by side.')
    .argument('<picture>', 'a file')
    .argument('[prompt]', 'what the picture shows')
    .addOption(new Option('--levels <list>', 'Noise levels, 1 to 999. Default: 250,500,750.').argParser(numbers))
    .addOption(new Option('--stride <n>', 'Timesteps from one step to the next. Default: 30.').argParser(numeric))
    .addOption(new Option('--blur-sigma <px>', 'Width of the blur beside it. Default: 2.').argParser(numeric))
    .action(async (path: string, prompt: string | undefined, options: DenoiseOptions) => {
      const { read, pictures } = pictureFiles(terminal.directory)
      const { levels, stride, blurSigma } = options
      const own = { mode: 'denoise', picture: await read(path), ...picked({ prompt, levels, stride, blurSigma }) }
      await drawMode(terminal, requestOf(own, options, settings), options, pictures)
    })
  addModeOptions(command, settings)
}
