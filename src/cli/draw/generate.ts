import type { Command } from 'commander'
import type { Terminal } from '../terminal.ts'
import { addModeOptions, drawMode, type ModeOptions, requestOf } from './mode-command.ts'
import { picked } from './picked.ts'

/** `duckrabbit draw generate "a red fox"` */
export function addGenerate(draw: Command, terminal: Terminal): void {
  const command = draw
    .command('generate')
    .description('Text to image. Without a prompt the model paints whatever comes to its mind.')
    .argument('[prompt]', 'what to paint')
    .action(async (prompt: string | undefined, options: ModeOptions) => {
      await drawMode(terminal, requestOf({ mode: 'generate', ...picked({ prompt }) }, options), options)
    })
  addModeOptions(command)
}
