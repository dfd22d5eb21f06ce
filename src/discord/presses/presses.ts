import type { Handlers } from '../dispatch.ts'
import { again } from './again.ts'
import { bin } from './bin.ts'
import { collect } from './collect.ts'
import { remix, remixed } from './remix.ts'
import { steps } from './steps.ts'
import { stop } from './stop.ts'
import { up } from './up.ts'

/** Which button does what. */
export const pressed = { again, remix, up, steps, bin, stop, collect } satisfies Handlers['pressed']
/** Which form does what when it comes back; `form` belongs to the commands that open it. */
export const submitted = { remixed } satisfies Handlers['submitted']
