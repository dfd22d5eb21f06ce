import { type Command, Option } from 'commander'
import { upscaleMethods } from '#src/requests/modes/upscale.ts'
import type { Terminal } from '../terminal.ts'
import { addModeOptions, drawMode, type ModeOptions, requestOf } from './mode-command.ts'
import { picked } from './picked.ts'
import { pictureFiles } from './picture-files.ts'

interface UpscaleOptions extends ModeOptions {
  readonly method?: string
}

/** The 256 px stage alone. */
const settings = { stages: 'second' } as const

/** `duckrabbit draw upscale small.png "a red fox" --noise-level 100` */
export function addUpscale(draw: Command, terminal: Terminal): void {
  const command = draw
    .command('upscale')
    .description('A picture through the 256 px stage, four times as large.')
    .argument('<picture>', 'a file')
    .argument('[prompt]', 'what the picture shows')
    .addOption(
      new Option(
        '--method <name>',
        `${upscaleMethods.join(' or ')}: brought to 64 px first, or all its pixels in tiles.`,
      ),
    )
    .action(async (path: string, prompt: string | undefined, options: UpscaleOptions) => {
      const { read, pictures } = pictureFiles(terminal.directory)
      const own = { mode: 'upscale', picture: await read(path), ...picked({ prompt, method: options.method }) }
      await drawMode(terminal, requestOf(own, options, settings), options, pictures)
    })
  addModeOptions(command, settings)
}
