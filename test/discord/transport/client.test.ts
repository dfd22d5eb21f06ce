import { afterEach, expect, it, vi } from 'vitest'
import { systemClock } from '@duckrabbit/clock'
import { createClient } from '#src/discord/transport/client.ts'

afterEach(() => vi.useRealTimers())

it('the rate limits of interactions that are over do not pile up', async () => {
  vi.useFakeTimers()
  const { rest } = createClient({ clock: systemClock })
  const queueRequest = () => Promise.reject(new Error('not asked'))
  const handler = (id: string, inactive: boolean) => ({ id, inactive, queueRequest })
  for (let index = 0; index < 1000; index += 1) rest.handlers.set(`over ${index}`, handler(`over ${index}`, true))
  rest.handlers.set('busy', handler('busy', false))
  await vi.advanceTimersByTimeAsync(60_001)
  expect([...rest.handlers.keys()]).toEqual(['busy'])
})
