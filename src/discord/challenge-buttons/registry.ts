import type { ComponentHandler } from '../bot/handlers.ts'
import { openEntries, pickChallenge, pickPicture, replaceEntry, withdrawEntry } from './entries.ts'
import { showGallery } from './gallery.ts'
import { chooseOne, giveStars, openBallot, removeEntry, turnBallot } from './vote.ts'

/** The handlers of all buttons and menus of challenges. */
export const challengeHandlers: readonly ComponentHandler[] = [
  openEntries,
  pickPicture,
  pickChallenge,
  replaceEntry,
  withdrawEntry,
  openBallot,
  turnBallot,
  giveStars,
  chooseOne,
  removeEntry,
  showGallery,
]
