import { setImmediate as eventLoop } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createTurns } from '#src/turns.ts'

it('makes way for the event loop each time that its budget is used up, and lets callers through in their order', async () => {
  let now = 0
  const turns = createTurns(5, () => now)
  const loop = { turns: 0, over: false }
  const counting = (async () => {
    for (; !loop.over; loop.turns += 1) await eventLoop()
  })()
  const order: number[] = []
  const work = Array.from({ length: 100 }, async (_, index) => {
    await turns()
    now += 2
    order.push(index)
  })
  await Promise.all(work)
  loop.over = true
  await counting
  expect(order).toEqual(Array.from({ length: 100 }, (_, index) => index))
  // A turn has three pieces of work, or one more that was let through already.
  expect(loop.turns).toBeGreaterThanOrEqual(24)
})

it('counts what callers do after they were let through', async () => {
  let now = 0
  const turns = createTurns(5, () => now)
  const loop = { since: 0, longest: 0, over: false }
  const counting = (async () => {
    while (!loop.over) {
      await eventLoop()
      loop.since = 0
    }
  })()
  const work = Array.from({ length: 20 }, async () => {
    await turns()
    await Promise.resolve()
    await Promise.resolve()
    await Promise.resolve()
    now += 4
    loop.since += 4
    loop.longest = Math.max(loop.longest, loop.since)
  })
  await Promise.all(work)
  loop.over = true
  await counting
  expect(loop.longest).toBe(8)
})
