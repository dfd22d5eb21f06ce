import { describe, expect, it, onTestFinished } from 'vitest'
import pino from 'pino'
import { testClock } from '@duckrabbit/clock/testing'
import { createRecordDelivery } from '#src/discord/delivery/record-delivery.ts'
import { createWriteRetries } from '#src/store/write-retries.ts'
import { openStore } from '#src/store/open-store.ts'
import { describeWithSmallDisk, mountSmallDisk } from '../harness/small-disk.ts'
import { startQueue, submission } from '../queue/harness.ts'
import { makeInProcess } from '../queue/in-process-queue.ts'
import { exampleJob } from './examples.ts'
import { scratchStore } from './scratch.ts'

const log = pino({ level: 'silent' })

describe('a delivery before the job’s end is written', () => {
  it('is written together with the end', async () => {
    const { store, time } = await scratchStore()
    const { id } = (await store.jobs.accept(exampleJob({ token: 'secret' }), 5)) ?? { id: '' }
    await store.jobs.begin(id)
    await store.jobs.delivered(id)
    expect(await store.jobs.get(id)).toMatchObject({ state: 'running', deliveredAt: null })
    time.now += 5000
    expect(await store.jobs.end(id, { state: 'done', seconds: 1 })).toMatchObject({ deliveredAt: time.now })
    expect(await store.jobs.undelivered()).toEqual([])
  })

  it.each(['delivered first', 'ended first'])('is written in either order: %s', async (order) => {
    const { store } = await scratchStore()
    const { id } = (await store.jobs.accept(exampleJob(), 5)) ?? { id: '' }
    await store.jobs.begin(id)
    const end = () => store.jobs.end(id, { state: 'done', seconds: 1 })
    const delivered = () => store.jobs.delivered(id)
    await Promise.all(order === 'ended first' ? [end(), delivered()] : [delivered(), end()])
    expect(await store.jobs.undelivered()).toEqual([])
  })
})

describeWithSmallDisk('a full disk', () => {
  it('the end and the delivery of a job are written once there is room again', async () => {
    const disk = mountSmallDisk(4)
    const { queue, store, events, clock, settle, play } = await startQueue(makeInProcess, { dataDir: disk.folder })
    const job = await queue.add(submission('ann', 'ann 1s'))
    await settle()
    await disk.fill()
    clock.advanceSync(1000)
    await settle()
    const failure = events.find(({ type }) => type === 'failed')
    expect(failure).toMatchObject({ job: { id: job.id, failure: { code: 'disk-full' } } })
    expect(await store.jobs.get(job.id)).toMatchObject({ state: 'running' })
    await createRecordDelivery({ store, writeRetries: createWriteRetries(clock), log })(job.id, undefined)
    clock.advanceSync(10_000)
    await settle()
    expect(await store.jobs.get(job.id)).toMatchObject({ state: 'running' })

    await disk.free()
    await play()
    expect(await store.jobs.get(job.id)).toMatchObject({ state: 'failed', failure: { code: 'disk-full' } })
    expect(await store.jobs.undelivered()).toEqual([])
  })

  it('the delivery of a job is written later if only its end could be written', async () => {
    const disk = mountSmallDisk(4)
    const clock = testClock()
    const store = await openStore({ dataDir: disk.folder, now: clock.now })
    onTestFinished(() => store.close())
    const { id } = (await store.jobs.accept(exampleJob(), 5)) ?? { id: '' }
    await store.jobs.end(id, { state: 'done', seconds: 1 })
    await disk.fill()
    await createRecordDelivery({ store, writeRetries: createWriteRetries(clock), log })(id, {
      messageId: '1',
      channelId: '2',
    })
    expect(await store.jobs.undelivered()).toHaveLength(1)
    await disk.free()
    clock.advanceSync(1000)
    await expect.poll(() => store.jobs.undelivered()).toEqual([])
    expect(await store.messages.ofJob(id)).toMatchObject([{ messageId: '1' }])
  })
})
