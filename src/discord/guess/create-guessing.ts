import { createWordList, type NamedThing } from '#src/community/guess/word-list.ts'
import type { Engine } from '#src/engine/engine.ts'
import type { Likeness } from './judge-guesses.ts'
import type { GuessParts } from './guess-parts.ts'
import { createGuessScheduler, type GuessScheduler } from './scheduler.ts'
import { createStartRound, type StartRound, type StartRoundParts } from './start-round.ts'

/** The services for commands and buttons of guessing rounds. */
export interface GuessServices {
  readonly guess: GuessScheduler
  readonly startRound: StartRound
  /** What judges guesses. */
  readonly guessing: Pick<GuessParts, 'words'> & { readonly likeness: Likeness }
}

/** `namedThings`: what people call the things in pictures. */
export function createGuessing(
  given: Omit<GuessParts, 'words'> &
    Omit<StartRoundParts, 'engine'> & {
      readonly engine: Pick<Engine, 'status' | 'likeness'>
      readonly namedThings: readonly NamedThing[]
    },
): GuessServices {
  const { engine, namedThings } = given
  const words = createWordList(namedThings)
  const likeness: Likeness = async (guesses, answers) => (await engine.likeness?.(guesses, answers)) ?? null
  const parts = { ...given, words }
  return { guess: createGuessScheduler(parts), startRound: createStartRound(parts), guessing: { words, likeness } }
}
