import { setImmediate as breathe } from 'node:timers/promises'
import type { Clock } from '#src/clock.ts'

/** How long work waits for acknowledgements at the most, in milliseconds: a steady stream of them must not starve it. */
const patience = 1_000

/**
 * Lets acknowledgements go before everything else. Discord gives an interaction three seconds; in a rush, accepting the
 * first hundred jobs would take them from the second hundred.
 */
export function createGate(clock: Clock) {
  const begun = new WeakMap<object, Promise<unknown>>()
  let underWay = 0
  let waiting: (() => void)[] = []
  let tail: Promise<unknown> = Promise.resolve()

  const calm = (): Promise<void> =>
    new Promise((resolve) => {
      if (underWay === 0) return resolve()
      const cancel = clock.after(patience, resolve)
      waiting.push(() => {
        cancel()
        resolve()
      })
    })

  return {
    /** Whether an acknowledgement of this interaction is on its way, or was sent. */
    isAcknowledging: (interaction: object): boolean => begun.has(interaction),
    /**
     * Runs an interaction's acknowledgement at once. False where another one came first, which is waited for: Discord
     * takes one, and only then can anything else be said.
     */
    async acknowledge(interaction: object, task: () => Promise<unknown>): Promise<boolean> {
      const earlier = begun.get(interaction)
      if (earlier !== undefined) {
        await earlier
        return false
      }
      underWay += 1
      try {
        const mine = task()
        begun.set(interaction, mine)
        await mine
        return true
      } finally {
        underWay -= 1
        if (underWay === 0) {
          for (const go of waiting) go()
          waiting = []
        }
      }
    },
    /** Runs work when no acknowledgement is under way, one piece after the other. */
    afterAcknowledgements<Result>(task: () => Promise<Result>): Promise<Result> {
      const mine = tail.then(async () => {
        // One turn of the event loop, so that what has just come in is acknowledged first.
        await breathe()
        await calm()
        return task()
      })
      tail = mine.catch(() => undefined)
      return mine
    },
  }
}

export type Gate = ReturnType<typeof createGate>
