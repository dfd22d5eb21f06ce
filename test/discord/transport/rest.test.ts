import { expect, it, onTestFinished, vi } from 'vitest'
import { systemClock } from '@duckrabbit/clock'
import { MonotonicRest } from '#src/discord/transport/rest.ts'

it('does not wait an hour for a rate limit after the clock was set back by an hour', async () => {
  const headers = {
    'x-ratelimit-limit': '1',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': '0.01',
    'x-ratelimit-bucket': 'messages',
  }
  const makeRequest = () => Promise.resolve({ body: null, ...answer(headers) })
  const rest = new MonotonicRest({ makeRequest, offset: 0 }, systemClock).setToken('a token')
  // The first answer names the bucket, the second one uses it up.
  await rest.get('/channels/1/messages')
  await rest.get('/channels/1/messages')
  const before = Date.now()
  onTestFinished(() => void vi.restoreAllMocks())
  vi.spyOn(Date, 'now').mockImplementation(() => before - 3_600_000)
  const limited = rest.get('/channels/1/messages').then(() => 'answered')
  const wait = new Promise((resolve) => setTimeout(() => resolve('waits'), 500))
  expect(await Promise.race([limited, wait])).toBe('answered')
})

function answer(headers: Readonly<Record<string, string>>) {
  const response = Response.json({}, { headers })
  return {
    headers: response.headers,
    status: 200,
    statusText: 'OK',
    ok: true,
    bodyUsed: false,
    json: () => response.json(),
    text: () => response.text(),
    arrayBuffer: () => response.arrayBuffer(),
  }
}
