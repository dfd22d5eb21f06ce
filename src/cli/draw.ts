import type { Command } from 'commander'
import { addGenerate } from './draw/generate.ts'
import type { Terminal } from './terminal.ts'

/** `duckrabbit draw MODE …`: paints in this process, without the bot. */
export function addDraw(program: Command, terminal: Terminal): void {
  const draw = program.command('draw').description('Paint a picture and write it to a file.')
  addGenerate(draw, terminal)
}
