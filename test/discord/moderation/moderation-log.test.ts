import pino from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import { testClock } from '@duckrabbit/clock/testing'
import { createModerationLog } from '#src/discord/moderation/moderation-log.ts'
import { createSettings } from '#src/settings/settings.ts'
import { scratchStore } from '../../store/scratch.ts'

async function moderationLog() {
  const { store } = await scratchStore()
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
    queue: { subscribe: () => () => undefined },
    clock: testClock(),
    log: pino({ level: 'silent' }),
  })
  onTestFinished(() => log.stop())
  return { store, log, posted }
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
