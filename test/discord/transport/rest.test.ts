import { expect, it, onTestFinished, vi } from 'vitest'
import { systemClock } from '@duckrabbit/clock'
import { DiscordRest } from '#src/discord/transport/rest.ts'

it('does not wait an hour for a rate limit after the clock was set back by an hour', async () => {
  const headers = {
    'x-ratelimit-limit': '1',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': '0.01',
    'x-ratelimit-bucket': 'messages',
  }
  const makeRequest = () => Promise.resolve({ body: null, ...answer(headers) })
  const rest = new DiscordRest({ makeRequest, offset: 0 }, systemClock).setToken('a token')
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

it('sends files as Discord takes them', async () => {
  const sent: { readonly body?: unknown; readonly headers?: unknown }[] = []
  const makeRequest = (_: string, init: (typeof sent)[number]) => {
    sent.push(init)
    return Promise.resolve({ body: null, ...answer({}) })
  }
  const rest = new DiscordRest({ makeRequest, offset: 0 }, systemClock).setToken('a token')
  const picture = Buffer.from([0x89, 0, 1, 2, 13, 10, 45, 45])
  await rest.post('/channels/1/messages', {
    files: [
      { name: 'a "cat".png', data: picture },
      { name: 'notes', data: 'ä' },
    ],
    body: { content: 'two files' },
    headers: { 'X-More': 'yes' },
  })
  const { body, headers } = sent[0] ?? {}
  expect(headers).toMatchObject({ 'X-More': 'yes', Authorization: 'Bot a token' })
  const form = await new Response(body as Buffer<ArrayBuffer>, {
    headers: headers as Record<string, string>,
  }).formData()
  expect([...form.keys()]).toEqual(['files[0]', 'files[1]', 'payload_json'])
  const [first, second] = [form.get('files[0]'), form.get('files[1]')] as [File, File]
  expect([first.name, first.type, Buffer.from(await first.arrayBuffer())]).toEqual([
    'a "cat".png',
    'image/png',
    picture,
  ])
  expect([second.name, second.type, await second.text()]).toEqual(['notes', 'application/octet-stream', 'ä'])
  expect(form.get('payload_json')).toBe('{"content":"two files"}')
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
