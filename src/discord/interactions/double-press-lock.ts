import type { Clock } from '#src/clock.ts'

/** Milliseconds for which a press that was done stands in the way of the same press: the length of a double click. */
const linger = 1_500

/**
 * Keeps a thing from being done twice: a double click, the same click on two devices.
 *
 * `once` runs the task unless the same key is being run or was a moment ago; then it answers 'busy' at once. A task
 * that fails gives its key free immediately.
 */
export function createLock(clock: Clock) {
  const held = new Set<string>()
  return {
    async once<Result>(key: string, task: () => Promise<Result>): Promise<Result | 'busy'> {
      if (held.has(key)) return 'busy'
      held.add(key)
      try {
        const result = await task()
        clock.after(linger, () => held.delete(key))
        return result
      } catch (error) {
        held.delete(key)
        throw error
      }
    },
  }
}

export type Lock = ReturnType<typeof createLock>
