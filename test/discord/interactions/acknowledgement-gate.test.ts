import { setImmediate as eventLoop } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { testClock } from '@duckrabbit/clock/testing'
import { createAcknowledgementGate } from '#src/discord/interactions/acknowledgement-gate.ts'

function scene() {
  const clock = testClock()
  const gate = createAcknowledgementGate(clock)
  let answer = (): void => undefined
  const acknowledged = gate.acknowledge({}, () => new Promise<void>((resolve) => (answer = resolve)))
  return { clock, gate, acknowledged, answer: () => answer() }
}

describe('work beside acknowledgements', () => {
  it('waits until none is under way', async () => {
    const { gate, acknowledged, answer } = scene()
    const done: string[] = []
    const work = gate.whenQuiet().then(() => done.push('work'))
    await eventLoop()
    expect(done).toEqual([])
    answer()
    await acknowledged
    await work
    expect(done).toEqual(['work'])
  })

  it('waits for three seconds at most, so that a steady stream of them does not hold it up for ever', async () => {
    const { clock, gate } = scene()
    const work = gate.whenQuiet()
    await clock.advance(2_999)
    let isQuiet = false
    void work.then(() => (isQuiet = true))
    await eventLoop()
    expect(isQuiet).toBe(false)
    await clock.advance(1)
    await work
  })

  it('goes on for a few milliseconds at a time, and the event loop has its turns', async () => {
    const { clock, gate, acknowledged, answer } = scene()
    const turns: number[] = []
    const state = { turn: 0, over: false }
    const counting = (async () => {
      for (; !state.over; state.turn += 1) await eventLoop()
    })()
    const work = Array.from({ length: 30 }, async () => {
      await gate.whenQuiet()
      turns.push(state.turn)
      clock.advanceSync(2)
    })
    answer()
    await acknowledged
    await Promise.all(work)
    state.over = true
    await counting
    expect(new Set(turns).size).toBeGreaterThan(5)
  })
})
