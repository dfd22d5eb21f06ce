import { describe, expect, it } from 'vitest'
import { testClock } from '@duckrabbit/clock/testing'
import { createThrottle } from '#src/discord/transport/throttle.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the throttle of edits', () => {
  it('sends the first at once and then the newest, a gap apart', async () => {
    const clock = testClock(0)
    const sent: [number, string][] = []
    const throttle = createThrottle(clock, () => {})
    const push = (text: string): void =>
      throttle.push(() => {
        sent.push([clock.now(), text])
        return Promise.resolve()
      }, 2500)
    push('first')
    for (let step = 0; step < 100; step += 1) {
      await settle()
      clock.advanceSync(100)
      push(`step ${step}`)
    }
    await settle()
    const times = sent.map(([time]) => time)
    expect(sent[0]).toEqual([0, 'first'])
    expect(times.slice(1).every((time, i) => time - (times[i] ?? 0) >= 2500)).toBe(true)
    expect(sent.map(([, text]) => text)).toEqual(['first', 'step 23', 'step 48', 'step 73', 'step 98'])
  })

  it('never runs two at once, however slow one is', async () => {
    const clock = testClock(0)
    let atOnce = 0
    let highest = 0
    let release = (): void => {}
    const throttle = createThrottle(clock, () => {})
    const slow = async (): Promise<void> => {
      atOnce += 1
      highest = Math.max(highest, atOnce)
      await new Promise<void>((resolve) => (release = resolve))
      atOnce -= 1
    }
    throttle.push(slow, 0)
    throttle.push(slow, 0)
    await settle()
    clock.advanceSync(10_000)
    expect(atOnce).toBe(1)
    release()
    await settle()
    expect(atOnce).toBe(1)
    expect(highest).toBe(1)
    release()
    await throttle.close()
  })

  it('reports a failure and continues', async () => {
    const clock = testClock(0)
    const failures: unknown[] = []
    const sent: string[] = []
    const throttle = createThrottle(clock, (error) => failures.push(error))
    throttle.push(() => Promise.reject(new Error('no network')), 10)
    await settle()
    clock.advanceSync(10)
    throttle.push(() => Promise.resolve(void sent.push('next')), 10)
    await settle()
    expect(failures).toHaveLength(1)
    expect(sent).toEqual(['next'])
  })

  it('sends nothing after it was closed', async () => {
    const clock = testClock(0)
    const sent: string[] = []
    const throttle = createThrottle(clock, () => {})
    const send = (text: string) => () => Promise.resolve(void sent.push(text))
    throttle.push(send('shown'), 1000)
    await settle()
    throttle.push(send('waiting'), 1000)
    await throttle.close()
    throttle.push(send('late'), 0)
    clock.advanceSync(10_000)
    await settle()
    expect(sent).toEqual(['shown'])
  })

  it('waits no longer when the clock of the machine is set back', async () => {
    const clock = testClock()
    const sent: string[] = []
    const throttle = createThrottle(clock, () => {})
    const push = (text: string): void => throttle.push(() => Promise.resolve(void sent.push(text)), 2500)
    push('before')
    await settle()
    clock.setForward(-3_600_000)
    push('after')
    clock.advanceSync(2500)
    await settle()
    expect(sent).toEqual(['before', 'after'])
  })
})
