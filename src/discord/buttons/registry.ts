import type { Handlers } from '../bot/dispatch.ts'
import { cells, change, draw } from '../masks/mask-editor.ts'
import { again } from './reroll.ts'
import { bin } from './delete.ts'
import { collect } from './collect.ts'
import { move } from './animate.ts'
import { remix, remixed } from './remix.ts'
import { steps } from './steps.ts'
import { stop } from './cancel.ts'
import { pick, turn } from './turn.ts'
import { up } from './upscale.ts'
import { vary } from './vary.ts'

/** Which button does what. */
export const pressed = {
  again,
  remix,
  up,
  vary,
  turn,
  pick,
  move,
  steps,
  bin,
  stop,
  collect,
  draw,
  change,
  cells,
} satisfies Handlers['pressed']
/** Which form over a job does what when it comes back. */
export const submitted = { remixed } satisfies Handlers['submitted']
