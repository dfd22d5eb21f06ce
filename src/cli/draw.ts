import type { Command } from 'commander'
import { addAnagram } from './draw/anagram.ts'
import { addCompare } from './draw/compare.ts'
import { addDenoise } from './draw/denoise.ts'
import { addEdit } from './draw/edit.ts'
import { addGenerate } from './draw/generate.ts'
import { addHybrid } from './draw/hybrid.ts'
import { addInpaint } from './draw/inpaint.ts'
import { addStyle } from './draw/style.ts'
import { addUpscale } from './draw/upscale.ts'
import type { Terminal } from './terminal.ts'

const modes = [
  addGenerate,
  addEdit,
  addInpaint,
  addAnagram,
  addHybrid,
  addDenoise,
  addUpscale,
  addStyle,
  addCompare,
] as const

/** Adds `duckrabbit draw MODE …`, which paints in this process, without the bot. */
export function addDraw(program: Command, terminal: Terminal): void {
  const draw = program.command('draw').description('Paint a picture and write it to a file.')
  for (const addMode of modes) addMode(draw, terminal)
}
