import type { Clock } from '@duckrabbit/clock'

/**
 * A clock that goes on while this process works and stands while others do: what the three seconds measure does not
 * depend on what else the machine is doing.
 */
export function workClock(): Clock {
  const now = (): number => {
    const { user, system } = process.cpuUsage()
    return Math.floor(Date.UTC(2026, 6, 1) + (user + system) / 1000)
  }
  const timers = new Set<{ readonly due: number; readonly task: () => void }>()
  setInterval(() => {
    const at = now()
    for (const timer of timers) {
      if (timer.due > at) continue
      timers.delete(timer)
      timer.task()
    }
  }, 20).unref()
  return {
    now,
    monotonic: now,
    after(delay, task) {
      const timer = { due: now() + delay, task }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  }
}
