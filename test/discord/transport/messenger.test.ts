import { setImmediate as eventLoop } from 'node:timers/promises'
import { REST } from 'discord.js'
import { expect, it } from 'vitest'
import { createMessenger } from '#src/discord/transport/messenger.ts'
import { createTurns } from '#src/turns.ts'

const payload = { components: [], files: [{ name: 'a.png', data: new Uint8Array(8) }] }

/** A REST client that takes 2 ms of the thread for each message, and how long the event loop had to wait for it. */
function busyClient() {
  const rest = new REST()
  const state = { now: 0, since: 0, longest: 0, sent: 0 }
  const send = (): Promise<unknown> => {
    state.now += 2
    state.longest = Math.max(state.longest, state.now - state.since)
    state.sent += 1
    return Promise.resolve({ id: '5', channel_id: '6' })
  }
  rest.patch = send
  rest.post = send
  return { rest, state }
}

it('makes way for the event loop between messages that are sent at the same moment', async () => {
  const { rest, state } = busyClient()
  const messenger = createMessenger(
    rest,
    () => '1',
    createTurns(5, () => state.now),
  )
  const loopState = { over: false }
  const loop = (async () => {
    while (!loopState.over) {
      await eventLoop()
      state.since = state.now
    }
  })()
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => [
      messenger.editReply('token', payload),
      messenger.editComponents('token', []),
      messenger.post('6', payload, { nonce: `${index}` }),
      messenger.edit('6', '5', payload),
      messenger.editKeepingFiles('6', '5', []),
    ]).flat(),
  )
  loopState.over = true
  await loop
  expect(state.sent).toBe(100)
  // Three messages are within the budget, and one more was let through when it was used up.
  expect(state.longest).toBeLessThanOrEqual(8)
})
