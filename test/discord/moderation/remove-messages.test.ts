import { DiscordAPIError } from 'discord.js'
import pino from 'pino'
import { expect, it, vi } from 'vitest'
import { testClock } from '@duckrabbit/clock/testing'
import { createMessageRemover } from '#src/discord/moderation/remove-messages.ts'

const refusal = (code: number) =>
  new DiscordAPIError({ code, message: 'refused' }, code, 400, 'DELETE', 'https://discord.test', {})

it('keeps a message in an archived thread until it can be deleted, and goes on with the others', async () => {
  const clock = testClock()
  const pending = new Set(['archived', 'gone', 'there'])
  const refusals = new Map([
    ['archived', 50_083],
    ['gone', 10_008],
  ])
  const tried: string[] = []
  const remover = createMessageRemover({
    store: {
      removals: {
        pending: () => Promise.resolve([...pending].map((messageId) => ({ messageId, channelId: '1' }))),
        done: (messageId) => Promise.resolve(void pending.delete(messageId)),
      },
    },
    messenger: {
      delete(_, messageId) {
        tried.push(messageId)
        const code = refusals.get(messageId)
        return code === undefined ? Promise.resolve() : Promise.reject(refusal(code))
      },
    },
    queue: { subscribe: () => () => undefined },
    clock,
    log: pino({ level: 'silent' }),
  })
  remover.start()
  await vi.waitFor(() => expect([...pending]).toEqual(['archived']))
  // Discord is not asked again at every occasion.
  remover.start()
  await remover.stop()
  expect(tried).toEqual(['archived', 'gone', 'there'])
  refusals.clear()
  await clock.advance(61 * 60_000)
  await vi.waitFor(() => expect([...pending]).toEqual([]))
})
