import { DiscordAPIError, REST } from 'discord.js'
import { expect, it, vi } from 'vitest'
import { createThreads } from '#src/discord/transport/threads.ts'

it('finds the marked post of a forum although the first message of another post is gone', async () => {
  const rest = new REST()
  const first = { id: '2', channel_id: '2', author: { id: 'bot' }, components: [{ id: 77 }] }
  const answers: Readonly<Record<string, unknown>> = {
    '/guilds/9/threads/active': { threads: ['1', '2'].map((id) => ({ id, parent_id: 'forum', owner_id: 'bot' })) },
    '/channels/2/messages/2': first,
  }
  vi.spyOn(rest, 'get').mockImplementation((route) => {
    const unknown = { code: 10_008, message: 'Unknown Message' }
    return route in answers
      ? Promise.resolve(answers[route])
      : Promise.reject(new DiscordAPIError(unknown, 10_008, 404, 'GET', route, {}))
  })
  const threads = createThreads(rest, () => 'bot')
  expect(await threads.findMarkedPost('9', 'forum', 77)).toEqual({ messageId: '2', channelId: '2' })
  expect(await threads.findMarkedPost('9', 'forum', 78)).toBeUndefined()
})
