import type { ComponentHandler, FormHandler } from '../bot/handlers.ts'
import type { JobControls } from '../cards/controls.ts'
import { challengeHandlers } from '../challenge-buttons/registry.ts'
import { galleryHandlers } from '../gallery-buttons/registry.ts'
import { guessForms, guessHandlers } from '../guess-buttons/registry.ts'
import { changeMask, drawWithMask, pickCells } from '../masks/mask-buttons.ts'
import { animate } from './animate.ts'
import { cancel } from './cancel.ts'
import { collect } from './collect.ts'
import { confirmDelete, deleteResult } from './delete.ts'
import { details } from './details.ts'
import { enter } from './enter.ts'
import { guessPicture } from './guess-picture.ts'
import type { JobButton } from './job-button.ts'
import { createJobControls } from './job-controls.ts'
import { pick } from './pick.ts'
import { remix, remixForm } from './remix.ts'
import { reroll } from './reroll.ts'
import { star } from './star.ts'
import { steps } from './steps.ts'
import { turn } from './turn.ts'
import { upscale } from './upscale.ts'
import { vary } from './vary.ts'

/** Every button of messages about jobs, those that people use most first. */
const jobButtons: readonly JobButton[] = [
  turn,
  reroll,
  remix,
  upscale,
  vary,
  steps,
  animate,
  enter,
  star,
  guessPicture,
  details,
  deleteResult,
  cancel,
  collect,
]

export const jobControls: JobControls = createJobControls(jobButtons)

/** Everything that answers a button or a menu. */
export const componentHandlers: readonly ComponentHandler[] = [
  ...jobButtons,
  pick,
  drawWithMask,
  changeMask,
  pickCells,
  ...challengeHandlers,
  ...galleryHandlers,
  ...guessHandlers,
]

/** Everything that answers a form over a job. */
export const formHandlers: readonly FormHandler[] = [remixForm, confirmDelete, ...guessForms]
