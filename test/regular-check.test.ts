import { testClock } from '@duckrabbit/clock/testing'
import { expect, it } from 'vitest'
import { createRegularCheck } from '#src/regular-check.ts'

const interval = 1_000

function start(check: () => Promise<void>) {
  const clock = testClock()
  const errors: unknown[] = []
  const regular = createRegularCheck({ clock, interval, check, onFailure: (error) => errors.push(error) })
  return { clock, errors, regular }
}

it('runs at the start and after each interval, also after a failure', async () => {
  let runs = 0
  const { clock, errors, regular } = start(async () => {
    runs += 1
    if (runs === 2) throw new Error('a passing fault')
  })
  await regular.start()
  expect(runs).toBe(1)
  await clock.advance(interval)
  await clock.advance(interval)
  expect(runs).toBe(3)
  expect(errors).toEqual([new Error('a passing fault')])
})

it('waits for a running check when it is stopped, and runs none afterwards', async () => {
  let runs = 0
  let finish = (): void => undefined
  const { clock, regular } = start(() => {
    runs += 1
    return new Promise((resolve) => {
      finish = resolve
    })
  })
  void regular.start()
  const stopping = regular.stop()
  expect(await Promise.race([stopping, Promise.resolve('still running')])).toBe('still running')
  finish()
  await stopping
  await clock.advance(10 * interval)
  expect(runs).toBe(1)
})
