import type { ComponentHandler, FormHandler } from '../bot/handlers.ts'
import { endRound } from './end-round.ts'
import { openGuess, submitGuess } from './guess.ts'

/** Everything that answers the buttons of guessing rounds. */
export const guessHandlers: readonly ComponentHandler[] = [openGuess, endRound]

/** Everything that answers their forms. */
export const guessForms: readonly FormHandler[] = [submitGuess]
