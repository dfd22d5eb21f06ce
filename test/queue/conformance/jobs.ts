import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { startQueue, submission, type MakeQueue } from '../harness.ts'

export function describeJobs(name: string, make: MakeQueue): void {
  describe(`${name}: a job`, () => {
    it('is accepted, drawn, stored and reported', async () => {
      const { queue, store, events, play } = await startQueue(make)
      const job = await queue.add({ ...submission(), parentId: 'before', token: 'secret' })
      expect(await store.tokens.get(job.id)).toMatchObject({ token: 'secret' })
      await play()
      expect(await store.jobs.get(job.id)).toMatchObject({
        state: 'done',
        parentId: 'before',
        seconds: 10,
        deliveredAt: null,
      })
      const results = await store.results.ofJob(job.id)
      expect(results).toMatchObject([
        { picture: 0, role: 'picture', seed: 7, width: 64 },
        { picture: 0, role: 'strip' },
      ])
      expect(await store.pictures.get(results[0]?.sha256 ?? '')).not.toBeNull()
      const types = events.map(({ type }) => type).filter((type) => type !== 'positions-changed')
      expect([types[0], types[1], types[2], types.at(-1)]).toEqual(['accepted', 'began', 'drawing', 'done'])
      expect(await store.jobs.undelivered()).toHaveLength(1)
    })

    it('has one request from acceptance to its end, so that its work is calculated once', async () => {
      const { queue, engine, play } = await startQueue(make)
      const requests = new Set<object>()
      const estimate = engine.estimate.bind(engine)
      engine.estimate = (request) => {
        requests.add(request)
        return estimate(request)
      }
      for (const person of ['ann', 'bob']) await queue.add(submission(person))
      await queue.overview()
      await play()
      expect(requests.size).toBe(2)
    })

    it('is counted once while it starts', async () => {
      const { queue, play } = await startQueue(make)
      const overviews: ReturnType<typeof queue.overview>[] = []
      queue.subscribe(({ type }) => void (type === 'positions-changed' && overviews.push(queue.overview())))
      for (const person of ['ann', 'bob', 'cleo']) await queue.add(submission(person))
      await play()
      for (const { running, waiting } of await Promise.all(overviews)) {
        const ids = [...running, ...waiting].map(({ job }) => job.id)
        expect(ids).toEqual([...new Set(ids)])
      }
    })

    it('gets the pictures that its request refers to', async () => {
      const { queue, engine, play } = await startQueue(make)
      const bytes = new TextEncoder().encode('\u0089PNG and so on')
      bytes.set([0x89, 0x50, 0x4e, 0x47])
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const picture = { sha256, name: 'fox.png' }
      const request = { mode: 'edit', picture, prompt: 'a wolf 2s', seed: 1 } as const
      await queue.add({ ...submission(), request, pictures: new Map([[sha256, bytes]]) })
      await play()
      expect(engine.drawn).toMatchObject([{ prompt: 'a wolf 2s', pictures: [sha256] }])
    })

    it('that fails reports why: a UserError by its sentence, a defect as an incident', async () => {
      const { queue, store, play, log } = await startQueue(make)
      const refused = await queue.add(submission('ann', 'refuse'))
      const fault = await queue.add(submission('bob', 'fault'))
      await play()
      expect(await store.jobs.get(refused.id)).toMatchObject({
        state: 'failed',
        failure: { code: 'refused', message: 'That cannot be painted; ask for something else.' },
      })
      const { failure } = (await store.jobs.get(fault.id)) ?? {}
      expect(failure?.code).toBe('incident')
      expect(failure?.message).toContain(failure?.incident)
      expect(log.join('\n')).toContain(failure?.incident)
    })

    it('that killed the engine has the death written in its row', async () => {
      const { queue, store, play } = await startQueue(make)
      const job = await queue.add(submission('ann', 'die 5s'))
      await play()
      expect(await store.jobs.get(job.id)).toMatchObject({ state: 'done', deaths: 1 })
    })
  })
}

export function describeWaitingList(name: string, make: MakeQueue): void {
  describe(`${name}: the order`, () => {
    it('runs one job at a time, and more if the device has the capacity', async () => {
      const { queue, engine, settle } = await startQueue(make)
      for (const person of ['ann', 'bob', 'cleo', 'dan']) await queue.add(submission(person))
      await settle()
      expect((await queue.overview()).running).toHaveLength(1)
      engine.setCapacity(3)
      await settle()
      expect((await queue.overview()).running.map(({ job }) => job.personId)).toEqual(['ann', 'bob', 'cleo'])
    })

    it('lets a person have one running and five waiting jobs, and lists them when it refuses more', async () => {
      const { queue, engine, settle } = await startQueue(make)
      engine.setCapacity(4)
      for (let i = 0; i < 6; i++) await queue.add(submission('ann', i === 2 ? '🦊'.repeat(60) : `fox number ${i}`))
      await settle()
      expect(await queue.overview()).toMatchObject({ running: [{}], waiting: [{}, {}, {}, {}, {}] })
      const seventh = queue.add(submission('ann', 'one too many'))
      await expect(seventh).rejects.toMatchObject({
        name: 'UserError',
        code: 'too-many-waiting',
        message: expect.stringMatching(/5 pictures waiting \(“fox number 1”, “🦊{39}…”, .* and 2 more\)/u),
      })
      await expect(queue.add(submission('bob'))).resolves.toBeDefined()
    })

    it('reports positions and times, which change as jobs finish', async () => {
      const { queue, clock, settle } = await startQueue(make)
      const first = await queue.add(submission('ann', 'fox 10s'))
      const second = await queue.add(submission('bob', 'fox 20s'))
      const third = await queue.add(submission('cleo', 'fox 5s'))
      await settle()
      expect(await queue.position(first.id)).toBeNull()
      expect(await queue.position(second.id)).toEqual({ position: 1, waiting: 2, secondsLeft: 30 })
      expect(await queue.position(third.id)).toEqual({ position: 2, waiting: 2, secondsLeft: 35 })
      for (let i = 0; i < 4; i++) {
        clock.advanceSync(1000)
        await settle()
      }
      expect(queue.progress(first.id)?.fraction).toBeCloseTo(0.4)
      expect((await queue.position(third.id))?.secondsLeft).toBeLessThan(35)
      for (let i = 0; i < 6; i++) {
        clock.advanceSync(1000)
        await settle()
      }
      expect(await queue.position(second.id)).toBeNull()
      expect(await queue.position(third.id)).toMatchObject({ position: 1, waiting: 1 })
    })

    it('takes turns between people, no matter who has more jobs', async () => {
      const { queue, engine, play } = await startQueue(make)
      for (let i = 0; i < 4; i++) await queue.add(submission('ann', `ann ${i}`))
      await queue.add(submission('bob', 'bob 0'))
      await queue.add(submission('bob', 'bob 1'))
      await play()
      expect(engine.drawn.map(({ prompt }) => prompt)).toEqual(['ann 0', 'bob 0', 'ann 1', 'bob 1', 'ann 2', 'ann 3'])
    })

    it('prefers people with little recent use to people with much', async () => {
      const { queue, store, engine, play } = await startQueue(make)
      await store.usage.add('ann', 300)
      await queue.add(submission('cleo', 'first'))
      await queue.add(submission('ann', 'ann'))
      await queue.add(submission('bob', 'bob'))
      await play()
      expect(engine.drawn.map(({ prompt }) => prompt)).toEqual(['first', 'bob', 'ann'])
      expect((await store.usage.recent()).get('bob')).toBeGreaterThan(5)
    })
  })
}
