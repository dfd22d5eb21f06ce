import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Lets work that was started many times at once make way for the event loop. The returned function resolves for one caller
 * after the other, as soon as this turn of the event loop has lasted no more than `budget` milliseconds.
 *
 * @param now milliseconds since any fixed moment, which never go back
 */
export function createTurns(budget: number, now: () => number = () => performance.now()): () => Promise<void> {
  let turn: { readonly since: number; readonly over: Promise<void> } | undefined
  let last: Promise<void> = Promise.resolve()

  async function endTurn(): Promise<void> {
    await nextTurn()
    turn = undefined
  }

  async function whenDue(): Promise<void> {
    // What the caller before does at once, counts as well. Node runs this when no promise is left to be settled.
    await new Promise<void>((resolve) => process.nextTick(resolve))
    if (turn !== undefined && now() - turn.since > budget) await turn.over
    turn ??= { since: now(), over: endTurn() }
  }

  return () => {
    last = last.then(whenDue)
    return last
  }
}
