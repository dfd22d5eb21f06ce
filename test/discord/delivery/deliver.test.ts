import { DiscordAPIError } from 'discord.js'
import pino from 'pino'
import { expect, it } from 'vitest'
import { testClock } from '@duckrabbit/clock/testing'
import type { Payload } from '#src/discord/components/payload.ts'
import { container } from '#src/discord/components/container.ts'
import { text } from '#src/discord/components/text.ts'
import { deliver } from '#src/discord/delivery/deliver.ts'
import type { ReplyOrigin } from '#src/discord/jobs/reply-origin.ts'
import { jobOf } from '../../harness/samples.ts'

const refusal = (code: number) =>
  new DiscordAPIError({ code, message: 'refused' }, code, 404, 'PATCH', 'https://discord.test', {})

const origin: ReplyOrigin = {
  from: 'discord',
  applicationId: '1',
  guildId: '3',
  channelId: '2',
  messageId: '4',
  ephemeral: false,
  mayPost: true,
  fileLimit: 1e6,
  spoiler: false,
  standing: 'reply',
  notices: [],
}

/** Delivers to a reply whose token Discord refuses with `code`; then Discord takes a new message. */
async function delivered(code: number) {
  const clock = testClock()
  const composed: number[] = []
  const posted: Payload[] = []
  const job = jobOf({ mode: 'generate', prompt: 'a fox' })
  const delivery = await deliver(
    {
      clock,
      log: pino({ level: 'silent' }),
      finishedMessage: (_, { refusals = 0 }) => {
        composed.push(refusals)
        return Promise.resolve({ components: [container('done', [text('a fox')])], files: [] })
      },
      messenger: {
        editReply: () => Promise.reject(refusal(code)),
        post: (_, payload) => {
          posted.push(payload)
          return Promise.resolve({ messageId: '9', channelId: '2' })
        },
        edit: () => Promise.reject(new Error('not asked for')),
        editKeepingFiles: () => Promise.reject(new Error('not asked for')),
        delete: () => Promise.resolve(),
        deleteReply: () => Promise.reject(new Error('not asked for')),
        editComponents: () => Promise.reject(new Error('not asked for')),
      },
    },
    job,
    { origin, token: 'token', tokenIssued: clock.monotonic() },
  )
  return { delivery, composed, posted }
}

it.each([
  ['is gone', 10_015],
  ['lies in an archived thread, which a new message opens again', 50_083],
])('fits the files once if the reply %s, and sends them as a new message to the person', async (_, code) => {
  const { delivery, composed, posted } = await delivered(code)
  expect(delivery).toMatchObject({ outcome: 'delivered', placed: { messageId: '9' } })
  expect(composed).toEqual([0])
  expect(JSON.stringify(posted)).toMatch(/For <@\w+>\\na fox/)
})
