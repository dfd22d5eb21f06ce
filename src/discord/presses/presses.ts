import type { Handlers } from '../dispatch.ts'
import { cells, change, draw } from '../drafting/mask.ts'
import { again } from './again.ts'
import { bin } from './bin.ts'
import { collect } from './collect.ts'
import { move } from './move.ts'
import { remix, remixed } from './remix.ts'
import { steps } from './steps.ts'
import { stop } from './stop.ts'
import { pick, turn } from './turn.ts'
import { up } from './up.ts'
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
