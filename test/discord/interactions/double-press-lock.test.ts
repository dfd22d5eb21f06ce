import { describe, expect, it } from 'vitest'
import { testClock } from '@duckrabbit/clock/testing'
import { createDoublePressLock } from '#src/discord/interactions/double-press-lock.ts'

describe('the double-click lock', () => {
  it('runs an action once while it runs and for a moment afterwards', async () => {
    const clock = testClock()
    const lock = createDoublePressLock(clock)
    let done = 0
    const click = () => lock.once('reroll:job person', () => Promise.resolve((done += 1)))
    const both = await Promise.all([click(), click()])
    expect(both).toEqual([1, 'busy'])
    clock.advanceSync(300)
    expect(await click()).toBe('busy')
    clock.advanceSync(2000)
    expect(await click()).toBe(2)
  })

  it('does not affect other people', async () => {
    const lock = createDoublePressLock(testClock())
    expect(await lock.once('reroll:job ada', () => Promise.resolve('ada'))).toBe('ada')
    expect(await lock.once('reroll:job bob', () => Promise.resolve('bob'))).toBe('bob')
  })

  it('is released at once after a failure', async () => {
    const lock = createDoublePressLock(testClock())
    await expect(lock.once('key', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await lock.once('key', () => Promise.resolve('yes'))).toBe('yes')
  })
})
