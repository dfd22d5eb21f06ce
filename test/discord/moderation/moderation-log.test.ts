import pino from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import { testClock } from '@duckrabbit/clock/testing'
import { createModerationLog } from '#src/discord/moderation/moderation-log.ts'
import { createSettings } from '#src/settings/settings.ts'
import { spoilerOrigin } from '../../harness/samples.ts'
import { exampleJob } from '../../store/examples.ts'
import { scratchStore } from '../../store/scratch.ts'

async function moderationLog() {
  const clock = testClock()
  const { store } = await scratchStore({ now: clock.now })
  const settings = createSettings({ store })
  await settings.set('guild', '7', 'logChannel', '123456789012345678')
  const posted: string[] = []
  const log = createModerationLog({
    store,
    settings,
    messenger: {
      post(_, { components }) {
        posted.push(JSON.stringify(components))
        return Promise.resolve({ channelId: '1', messageId: '2' })
      },
    },
    clock,
    log: pino({ level: 'silent' }),
  })
  onTestFinished(() => log.stop())
  return { store, log, posted, clock }
}

const refusal = { kind: 'refused', guildId: '7', personId: '8', channelId: '9', jobId: null, why: 'a rule' } as const

it('posts all other entries if one cannot be put together', async () => {
  const { store, log, posted } = await moderationLog()
  vi.spyOn(store.jobs, 'get').mockRejectedValue(new Error('unreadable'))
  await log.add({ ...refusal, jobId: 'damaged', text: 'a first fox' })
  await log.add({ ...refusal, text: 'a second fox' })
  await vi.waitFor(() => expect(posted.join()).toContain('a second fox'))
  expect((await store.logEntries.pending()).map(({ text }) => text)).toEqual(['a first fox'])
})

it('never fails what it tells of', async () => {
  const { store, log, posted } = await moderationLog()
  vi.spyOn(store.logEntries, 'add').mockRejectedValue(new Error('the disk is full'))
  await expect(log.add({ ...refusal, text: 'a fox' })).resolves.toBeUndefined()
  expect(posted).toEqual([])
})

it('waits with the link until the answer has arrived, or cannot arrive', async () => {
  const { store, log, posted, clock } = await moderationLog()
  const origin = { ...spoilerOrigin, spoiler: false, messageId: null }
  const ended = async (text: string): Promise<string> => {
    const job = await store.jobs.accept(exampleJob({ origin }), 5)
    await log.add({ ...refusal, kind: 'asked', jobId: job?.id ?? '', why: null, text })
    await store.jobs.end(job?.id ?? '', { state: 'done', seconds: 1 })
    log.jobEnded()
    return job?.id ?? ''
  }
  const id = await ended('a fox')
  await ended('an owed hare')
  await store.messages.put({ messageId: '77', channelId: '9', jobId: id, state: { shows: 'result' } })
  await store.jobs.delivered(id)
  log.jobEnded()
  await vi.waitFor(() => expect(posted.join()).toContain('a fox'))
  expect(posted.join()).toMatch(/\/9\/77/)
  expect(posted).toHaveLength(1)
  await clock.advance(61_000)
  await vi.waitFor(() => expect(posted.join()).toContain('an owed hare'))
})
