import { setImmediate as eventLoop } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { joinBytes } from '#src/join-bytes.ts'

it('joins parts in their order, also those larger than one piece', async () => {
  const parts = [0, 1, 999_999, 1, 2_500_000, 3].map((size, index) => new Uint8Array(size).fill(index + 1))
  const joined = await joinBytes(parts)
  expect(joined.equals(Buffer.concat(parts))).toBe(true)
})

it('lets the event loop go on while it copies', async () => {
  const loop = { turns: 0, over: false }
  const counting = (async () => {
    for (; !loop.over; loop.turns += 1) await eventLoop()
  })()
  await joinBytes([new Uint8Array(8_500_000)])
  loop.over = true
  await counting
  expect(loop.turns).toBeGreaterThanOrEqual(8)
})
