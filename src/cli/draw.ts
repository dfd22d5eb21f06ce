import type { Command } from 'commander'
import type { Mode } from '#src/requests/draw-request.ts'
import { modes } from '#src/requests/modes/registry.ts'
import { addAnagram } from './draw/anagram.ts'
import { addCompare } from './draw/compare.ts'
import { addHybrid } from './draw/hybrid.ts'
import { addInpaint } from './draw/inpaint.ts'
import { addMode } from './draw/mode-command.ts'
import type { Terminal } from './terminal.ts'

/** The subcommands of modes that have options besides their inputs. */
const ownCommands: { readonly [M in Mode]?: (draw: Command, terminal: Terminal) => void } = {
  anagram: addAnagram,
  compare: addCompare,
  hybrid: addHybrid,
  inpaint: addInpaint,
}

/** Adds `duckrabbit draw MODE …`, which draws in this process, without the bot. */
export function addDraw(program: Command, terminal: Terminal): void {
  const draw = program.command('draw').description('Draw a picture and write it to a file.')
  for (const mode of Object.values(modes)) {
    const addOwn = ownCommands[mode.name]
    if (addOwn === undefined) addMode(draw, terminal, mode)
    else addOwn(draw, terminal)
  }
}
