import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Store } from '#src/store/store.ts'
import { startQueue, submission, type MakeQueue } from './harness.ts'

/** What every `JobQueue` must do, whatever is behind it. */
export function describeJobQueue(name: string, make: MakeQueue): void {
  describe(`${name}: a job`, () => {
    it('is accepted, drawn, kept and told of', async () => {
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
      const told = events.map(({ type }) => type).filter((type) => type !== 'positions-changed')
      expect([told[0], told[1], told[2], told.at(-1)]).toEqual(['accepted', 'began', 'drawing', 'done'])
      expect(await store.jobs.undelivered()).toHaveLength(1)
    })

    it('gets the pictures that it speaks of', async () => {
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

    it('that fails says why: the person’s fault by its sentence, ours as an incident', async () => {
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

    it('that killed the engine is charged in its row', async () => {
      const { queue, store, play } = await startQueue(make)
      const job = await queue.add(submission('ann', 'die 5s'))
      await play()
      expect(await store.jobs.get(job.id)).toMatchObject({ state: 'done', deaths: 1 })
    })
  })

  describe(`${name}: the line`, () => {
    it('runs one at a time, and more where the device says so', async () => {
      const { queue, engine, settle } = await startQueue(make)
      for (const person of ['ann', 'bob', 'cleo', 'dan']) await queue.add(submission(person))
      await settle()
      expect((await queue.overview()).running).toHaveLength(1)
      engine.setCapacity(3)
      await settle()
      expect((await queue.overview()).running.map(({ job }) => job.personId)).toEqual(['ann', 'bob', 'cleo'])
    })

    it('lets a person run one job and keep five waiting, and says what waits beyond', async () => {
      const { queue, engine, settle } = await startQueue(make)
      engine.setCapacity(4)
      for (let i = 0; i < 6; i++) await queue.add(submission('ann', `fox number ${i}`))
      await settle()
      expect(await queue.overview()).toMatchObject({ running: [{}], waiting: [{}, {}, {}, {}, {}] })
      const seventh = queue.add(submission('ann', 'one too many'))
      await expect(seventh).rejects.toMatchObject({
        name: 'UserError',
        code: 'too-many-waiting',
        message: expect.stringMatching(/5 pictures waiting \(“fox number 1”, .* and 2 more\)/),
      })
      await expect(queue.add(submission('bob'))).resolves.toBeDefined()
    })

    it('tells places and times, and they move', async () => {
      const { queue, clock, settle } = await startQueue(make)
      const first = await queue.add(submission('ann', 'fox 10s'))
      const second = await queue.add(submission('bob', 'fox 20s'))
      const third = await queue.add(submission('cleo', 'fox 5s'))
      await settle()
      expect(await queue.position(first.id)).toBeNull()
      expect(await queue.position(second.id)).toEqual({ position: 1, waiting: 2, secondsLeft: 30 })
      expect(await queue.position(third.id)).toEqual({ position: 2, waiting: 2, secondsLeft: 35 })
      for (let i = 0; i < 4; i++) {
        clock.advance(1000)
        await settle()
      }
      expect(queue.progress(first.id)?.fraction).toBeCloseTo(0.4)
      expect((await queue.position(third.id))?.secondsLeft).toBeLessThan(35)
      for (let i = 0; i < 6; i++) {
        clock.advance(1000)
        await settle()
      }
      expect(await queue.position(second.id)).toBeNull()
      expect(await queue.position(third.id)).toMatchObject({ position: 1, waiting: 1 })
    })

    it('takes turns between people, whoever has more jobs', async () => {
      const { queue, engine, play } = await startQueue(make)
      for (let i = 0; i < 4; i++) await queue.add(submission('ann', `ann ${i}`))
      await queue.add(submission('bob', 'bob 0'))
      await queue.add(submission('bob', 'bob 1'))
      await play()
      expect(engine.drawn.map(({ prompt }) => prompt)).toEqual(['ann 0', 'bob 0', 'ann 1', 'bob 1', 'ann 2', 'ann 3'])
    })

    it('lets who used little lately go before who used much', async () => {
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

  describe(`${name}: cancelling`, () => {
    it('a waiting job takes it out of the line', async () => {
      const { queue, store, engine, events, play } = await startQueue(make)
      await queue.add(submission('ann'))
      const job = await queue.add(submission('bob'))
      expect(await queue.cancel(job.id)).toBe('cancelled')
      expect(await queue.cancel(job.id)).toBe('over')
      await play()
      expect(await store.jobs.get(job.id)).toMatchObject({ state: 'cancelled', seconds: 0 })
      expect(engine.drawn).toHaveLength(1)
      expect(events.filter(({ type }) => type === 'cancelled')).toMatchObject([{ job: { id: job.id } }])
    })

    it('a running job stops it between two steps, and the next one begins only then', async () => {
      const { queue, store, engine, clock, settle, play } = await startQueue(make)
      const job = await queue.add(submission('ann'))
      await queue.add(submission('bob', 'next'))
      await settle()
      clock.advance(1000)
      await settle()
      expect(await queue.cancel(job.id)).toBe('stopping')
      expect(engine.drawn).toHaveLength(1)
      await play()
      expect(await store.jobs.get(job.id)).toMatchObject({ state: 'cancelled', seconds: 1 })
      expect(engine.drawn).toMatchObject([{}, { prompt: 'next' }])
    })

    it('something that is over, or never was, says so', async () => {
      const { queue, play } = await startQueue(make)
      const job = await queue.add(submission())
      await play()
      expect(await queue.cancel(job.id)).toBe('over')
      expect(await queue.cancel('nobody')).toBe('over')
    })
  })

  describe(`${name}: the end of the process`, () => {
    it('by a crash: the running job runs again alone, the waiting ones in their order, all are owed', async () => {
      const before = await startQueue(make)
      const ids: string[] = []
      for (const person of ['ann', 'bob', 'cleo']) ids.push((await before.queue.add(submission(person, person))).id)
      const after = await before.crash()
      await after.queue.start()
      await after.play()
      expect(after.engine.drawn.map(({ prompt }) => prompt)).toEqual(['ann', 'bob', 'cleo'])
      expect(after.engine.drawn.map(({ options }) => options.isolated)).toEqual([true, false, false])
      const owed = await after.store.jobs.undelivered()
      expect(owed.map(({ id, state }) => [id, state])).toEqual(ids.map((id) => [id, 'done']))
    })

    it('by a crash after the end of a job: it is not drawn again, but still owed', async () => {
      const before = await startQueue(make)
      const job = await before.queue.add(submission())
      await before.play()
      const after = await before.crash()
      await after.queue.start()
      await after.play()
      expect(after.engine.drawn).toEqual([])
      expect(await after.store.jobs.undelivered()).toMatchObject([{ id: job.id, state: 'done' }])
    })

    it('by a crash again and again: the job is given up', async () => {
      let now = await startQueue(make, { limits: { interruptions: 2 } })
      const job = await now.queue.add(submission())
      now = await now.crash()
      await now.queue.start()
      now = await now.crash()
      await now.queue.start()
      await now.play()
      expect(await now.store.jobs.get(job.id)).toMatchObject({ state: 'failed', failure: { code: 'interrupted' } })
    })

    it('as asked: what runs may finish, what waits stays for the next start', async () => {
      const before = await startQueue(make)
      const first = await before.queue.add(submission('ann', 'ann 3s'))
      const second = await before.queue.add(submission('bob', 'bob 3s'))
      await before.settle()
      const stopped = before.queue.stop(60_000)
      await expect(before.queue.add(submission('cleo'))).rejects.toMatchObject({ code: 'queue-closed' })
      for (let i = 0; i < 3; i++) {
        before.clock.advance(1000)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      await stopped
      expect(await before.store.jobs.get(first.id)).toMatchObject({ state: 'done' })
      expect(await before.store.jobs.get(second.id)).toMatchObject({ state: 'waiting', interruptions: 0 })
    })

    it('as asked, but in a hurry: what runs is parked without blame', async () => {
      const before = await startQueue(make)
      const job = await before.queue.add(submission('ann', 'ann 100s'))
      await before.settle()
      const stopped = before.queue.stop(5000)
      before.clock.advance(5000)
      await stopped
      expect(await before.store.jobs.get(job.id)).toMatchObject({ state: 'waiting', interruptions: 0, startedAt: null })
      const after = await before.crash()
      await after.queue.start()
      await after.play()
      expect(after.engine.drawn).toMatchObject([{ id: job.id, options: { isolated: false } }])
    })
  })

  describe(`${name}: a store that fails for a while`, () => {
    it('blocks nobody: what could not be started keeps its position and is started when the store works again', async () => {
      let failures = 3
      const wrapStore = (store: Store): Store => ({
        ...store,
        jobs: {
          ...store.jobs,
          begin: (id) => (failures-- > 0 ? Promise.reject(new Error('disk I/O error')) : store.jobs.begin(id)),
        },
      })
      const { queue, engine, play, log } = await startQueue(make, { wrapStore })
      await queue.add(submission('ann', 'ann 0'))
      await queue.add(submission('ann', 'ann 1'))
      expect(await queue.overview()).toMatchObject({ running: [], waiting: [{ position: 1 }, { position: 2 }] })
      await play()
      expect(engine.drawn.map(({ prompt }) => prompt).sort()).toEqual(['ann 0', 'ann 1'])
      expect(log.join('\n')).toContain('disk I/O error')
    })

    it('keeps a job that could not be cancelled', async () => {
      let broken = true
      const wrapStore = (store: Store): Store => ({
        ...store,
        jobs: {
          ...store.jobs,
          end: (id, end) => (broken ? Promise.reject(new Error('disk I/O error')) : store.jobs.end(id, end)),
        },
      })
      const { queue, play } = await startQueue(make, { wrapStore })
      await queue.add(submission('ann'))
      const job = await queue.add(submission('bob'))
      await expect(queue.cancel(job.id)).rejects.toThrow('disk I/O error')
      expect(await queue.position(job.id)).toMatchObject({ position: 1 })
      broken = false
      expect(await queue.cancel(job.id)).toBe('cancelled')
      await play()
    })
  })
}
