import { type Command, Option } from 'commander'
import { fields } from '#src/requests/fields.ts'
import type { Terminal } from '../terminal.ts'
import { addModeOptions, drawMode, type ModeOptions, requestOf } from './mode-command.ts'
import { picked } from './picked.ts'
import { pictureFiles } from './picture-files.ts'
import { numeric } from './setting-options.ts'

interface StyleOptions extends ModeOptions {
  readonly strength?: number | string
  readonly mixer?: number | string
}

/** `duckrabbit draw style photo.jpg "in the style of a woodcut" "a cat"` */
export function addStyle(draw: Command, terminal: Terminal): void {
  const command = draw
    .command('style')
    .description("A picture redrawn in a style (IF's style transfer).")
    .argument('<picture>', 'a file')
    .argument('<style>', 'the style in words')
    .argument('[prompt]', 'what the picture shows')
    .addOption(new Option('--strength <n>', fields.strength.description).argParser(numeric))
    .addOption(new Option('--stage-two-strength <n>', 'The same for the 256 px stage.').argParser(numeric))
    .addOption(new Option('--mixer <n>', 'Share of the style in what is painted, 0 to 1.').argParser(numeric))
    .action(async (path: string, style: string, prompt: string | undefined, options: StyleOptions) => {
      const { read, pictures } = pictureFiles(terminal.directory)
      const { strength, mixer } = options
      const own = { mode: 'style', picture: await read(path), style, ...picked({ prompt, strength, mixer }) }
      await drawMode(terminal, requestOf(own, options), options, pictures)
    })
  addModeOptions(command)
}
