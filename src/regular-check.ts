import type { Clock } from '@duckrabbit/clock'

/** A check that runs at the start and then at regular intervals. */
export interface RegularCheck {
  /** Runs the check now, and again and again from then on. Resolves when the first check has ended. */
  start(): Promise<void>
  /** Resolves when no check runs any more. */
  stop(): Promise<void>
}

/** @param interval milliseconds from the end of one check to the beginning of the next, so that checks never overlap */
export function createRegularCheck(options: {
  readonly clock: Pick<Clock, 'after'>
  readonly interval: number
  readonly check: () => Promise<void>
  readonly onFailure: (error: unknown) => void
}): RegularCheck {
  const { clock, interval, check, onFailure } = options
  let cancelTimer: (() => void) | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  function run(): Promise<void> {
    running = check()
      .catch(onFailure)
      .finally(() => {
        if (!stopped) cancelTimer = clock.after(interval, () => void run())
      })
    return running
  }

  return {
    start: run,
    async stop() {
      stopped = true
      cancelTimer?.()
      await running
    },
  }
}
