import type { Clock } from '@duckrabbit/clock'

/** Milliseconds for which a finished press still blocks the same press: the length of a double click. */
const doubleClick = 1_500

/**
 * Prevents an action from running twice after a double click, or after the same click on two devices.
 *
 * `once` runs the task, unless the same key is running or ran a moment ago. In that case it returns 'busy' at once. A
 * task that fails frees its key immediately.
 */
export function createDoublePressLock(clock: Clock) {
  const held = new Set<string>()
  return {
    async once<Result>(key: string, task: () => Promise<Result>): Promise<Result | 'busy'> {
      if (held.has(key)) return 'busy'
      held.add(key)
      try {
        const result = await task()
        clock.after(doubleClick, () => held.delete(key))
        return result
      } catch (error) {
        held.delete(key)
        throw error
      }
    },
  }
}

export type DoublePressLock = ReturnType<typeof createDoublePressLock>
