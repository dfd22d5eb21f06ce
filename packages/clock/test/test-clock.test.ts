import { setImmediate as eventLoop } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { testClock } from '../src/test-clock.ts'

describe('the test clock', () => {
  it('stands still until it is moved', async () => {
    const clock = testClock(1000)
    await eventLoop()
    expect([clock.now(), clock.monotonic()]).toEqual([1000, 0])
    clock.advanceSync(250)
    expect([clock.now(), clock.monotonic()]).toEqual([1250, 250])
  })

  it('runs timers at their time, in order, and those of one moment in the order in which they were set', () => {
    const clock = testClock(0)
    const ran: [string, number][] = []
    const timer = (name: string, delay: number) => clock.after(delay, () => ran.push([name, clock.monotonic()]))
    timer('late', 20)
    timer('first of two', 10)
    timer('second of two', 10)
    timer('overdue', -5)
    clock.after(5, () => timer('set by a timer', 1))
    timer('cancelled', 8)()
    clock.advanceSync(19)
    expect(ran).toEqual([
      ['overdue', 0],
      ['set by a timer', 6],
      ['first of two', 10],
      ['second of two', 10],
    ])
    expect(clock.monotonic()).toBe(19)
    expect(clock.next()).toBe(true)
    expect(ran.at(-1)).toEqual(['late', 20])
    expect(clock.next()).toBe(false)
  })

  it('lets promises move on after each timer when it advances asynchronously', async () => {
    const clock = testClock(0)
    const seen: number[] = []
    const repeat = async (): Promise<void> => {
      await eventLoop()
      seen.push(clock.monotonic())
      if (seen.length < 3) clock.after(10, () => void repeat())
    }
    clock.after(10, () => void repeat())
    await clock.advance(100)
    expect(seen[0]).toBeLessThan(100)
  })

  it('lets no time pass when the wall clock is set', () => {
    const clock = testClock(1000)
    clock.setForward(-600)
    expect([clock.now(), clock.monotonic()]).toEqual([400, 0])
  })
})
