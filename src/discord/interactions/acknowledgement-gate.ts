import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '@duckrabbit/clock'
import { createTurns } from '#src/turns.ts'

/**
 * The maximum time in milliseconds that work waits for acknowledgements, so that a steady stream of them cannot starve
 * it.
 */
const maxWait = 3_000
/** Milliseconds for which work that waited may run before the event loop goes on with something else. */
const turnBudget = 5

/**
 * Gives acknowledgements priority. Discord gives an interaction three seconds. Without this, accepting the first
 * hundred jobs of a rush would use up the time of the next hundred.
 */
export function createAcknowledgementGate(clock: Clock) {
  const begun = new WeakMap<object, Promise<unknown>>()
  let underWay = 0
  let waiting: (() => void)[] = []
  let lastWork: Promise<unknown> = Promise.resolve()
  const turns = createTurns(turnBudget, clock.monotonic)

  const whenNoneUnderWay = (): Promise<void> =>
    new Promise((resolve) => {
      if (underWay === 0) return resolve()
      const cancel = clock.after(maxWait, resolve)
      waiting.push(() => {
        cancel()
        resolve()
      })
    })

  return {
    /** Whether an acknowledgement of this interaction is on its way or was sent. */
    isAcknowledging: (interaction: object): boolean => begun.has(interaction),
    /**
     * Sends an interaction's acknowledgement at once. Discord accepts only one. If another was first, this waits for it
     * and returns false.
     */
    async acknowledge(interaction: object, send: () => Promise<unknown>): Promise<boolean> {
      const earlier = begun.get(interaction)
      if (earlier !== undefined) {
        await earlier
        return false
      }
      underWay += 1
      try {
        const sent = send()
        begun.set(interaction, sent)
        await sent
        return true
      } finally {
        underWay -= 1
        if (underWay === 0) {
          for (const resume of waiting) resume()
          waiting = []
        }
      }
    },
    /** Resolves when no acknowledgement is under way, after three seconds at the latest. */
    async whenQuiet(): Promise<void> {
      await whenNoneUnderWay()
      // After a rush everyone is here at the same moment.
      await turns()
    },
    /** Runs work while no acknowledgement is under way, one piece after the other. */
    afterAcknowledgements<Result>(work: () => Promise<Result>): Promise<Result> {
      const done = lastWork.then(async () => {
        // One turn of the event loop, so that interactions that have just arrived are acknowledged first.
        await nextTurn()
        await whenNoneUnderWay()
        return work()
      })
      lastWork = done.catch(() => undefined)
      return done
    },
  }
}

export type AcknowledgementGate = ReturnType<typeof createAcknowledgementGate>
