import { describe, expect, it } from 'vitest'
import { exampleJob } from './examples.ts'
import { scratchStore } from './scratch.ts'

describe('jobs', () => {
  it('are read as they were accepted', async () => {
    const { store, time } = await scratchStore()
    const accepted = await store.jobs.accept(exampleJob({ parentId: 'before' }), 5)
    expect(accepted).toMatchObject({
      personId: 'ann',
      request: { mode: 'generate', prompt: 'a red fox', seed: 7 },
      origin: { channelId: '42' },
      parentId: 'before',
      state: 'waiting',
      acceptedAt: time.now,
      deliveredAt: null,
      deaths: 0,
    })
    expect(accepted?.id).toMatch(/^[a-z0-9]{12}$/)
    expect(await store.jobs.get(accepted?.id ?? '')).toEqual(accepted)
    expect(await store.jobs.get('nobody')).toBeNull()
  })

  it('are refused if a person has too many waiting jobs', async () => {
    const { store } = await scratchStore()
    expect(await store.jobs.accept(exampleJob(), 2)).not.toBeNull()
    const second = await store.jobs.accept(exampleJob(), 2)
    expect(await store.jobs.accept(exampleJob({ token: 'secret' }), 2)).toBeNull()
    expect(await store.jobs.accept(exampleJob({ personId: 'bob' }), 2)).not.toBeNull()
    await store.jobs.begin(second?.id ?? '')
    expect(await store.jobs.accept(exampleJob(), 2)).not.toBeNull()
  })

  it('go from waiting to running to an end, each transition once', async () => {
    const { store, time } = await scratchStore()
    const { id } = (await store.jobs.accept(exampleJob(), 5)) ?? { id: '' }
    expect(await store.jobs.begin(id)).toMatchObject({ id, state: 'running' })
    expect(await store.jobs.begin(id)).toBeNull()
    expect(await store.jobs.remove(id)).toBe(false)
    expect(await store.jobs.delivered(id)).toBe(false)
    time.now += 4000
    expect(await store.jobs.end(id, { state: 'done', seconds: 4 })).toMatchObject({ state: 'done', seconds: 4 })
    expect(await store.jobs.end(id, { state: 'cancelled', seconds: 4 })).toBeNull()
    expect(await store.jobs.get(id)).toMatchObject({ state: 'done', seconds: 4, endedAt: time.now })
  })

  it('count as undelivered until delivered', async () => {
    const { store } = await scratchStore()
    const { id } = (await store.jobs.accept(exampleJob(), 5)) ?? { id: '' }
    const failure = { code: 'no-such-model', message: 'There is no such model.' }
    await store.jobs.end(id, { state: 'failed', seconds: 0, failure })
    expect(await store.jobs.undelivered()).toMatchObject([{ id, failure }])
    expect(await store.jobs.delivered(id)).toBe(true)
    expect(await store.jobs.delivered(id)).toBe(false)
    expect(await store.jobs.undelivered()).toEqual([])
  })

  it('wait at their old position when they are requeued', async () => {
    const { store } = await scratchStore()
    const first = await store.jobs.accept(exampleJob(), 5)
    const second = await store.jobs.accept(exampleJob(), 5)
    await store.jobs.begin(first?.id ?? '')
    await store.jobs.requeue(first?.id ?? '', { interrupted: true })
    const waiting = await store.jobs.inState('waiting')
    expect(waiting.map(({ id }) => id)).toEqual([first?.id, second?.id])
    expect(waiting[0]).toMatchObject({ startedAt: null, interruptions: 1 })
  })

  it('of a person are listed newest first, page by page', async () => {
    const { store } = await scratchStore()
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.unshift((await store.jobs.accept(exampleJob(), 9))?.id ?? '')
    await store.jobs.accept(exampleJob({ personId: 'bob' }), 9)
    const page = await store.jobs.ofPerson('ann', 2)
    expect(page.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    const next = await store.jobs.ofPerson('ann', 9, page[1]?.id)
    expect(next.map(({ id }) => id)).toEqual(ids.slice(2))
  })

  it('keep seeds of 53 bits', async () => {
    const { store } = await scratchStore()
    const request = { mode: 'generate', seed: Number.MAX_SAFE_INTEGER } as const
    const accepted = await store.jobs.accept(exampleJob({ request }), 5)
    expect((await store.jobs.get(accepted?.id ?? ''))?.request).toEqual(request)
  })
})
