import type { Store } from '#src/store/store.ts'
import { describe, expect, it } from 'vitest'
import { startQueue, submission, type MakeQueue } from '../harness.ts'

export function describeCancelling(name: string, make: MakeQueue): void {
  describe(`${name}: cancelling`, () => {
    it('a waiting job removes it from the queue', async () => {
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

    it('a running job stops it between two steps, and only then the next one begins', async () => {
      const { queue, store, engine, clock, settle, play } = await startQueue(make)
      const job = await queue.add(submission('ann'))
      await queue.add(submission('bob', 'next'))
      await settle()
      clock.advanceSync(1000)
      await settle()
      expect(await queue.cancel(job.id)).toBe('stopping')
      expect(engine.drawn).toHaveLength(1)
      await play()
      expect(await store.jobs.get(job.id)).toMatchObject({ state: 'cancelled', seconds: 1 })
      expect(engine.drawn).toMatchObject([{}, { prompt: 'next' }])
    })

    it('an ended or unknown job returns `over`', async () => {
      const { queue, play } = await startQueue(make)
      const job = await queue.add(submission())
      await play()
      expect(await queue.cancel(job.id)).toBe('over')
      expect(await queue.cancel('nobody')).toBe('over')
    })
  })
}

export function describeEnd(name: string, make: MakeQueue): void {
  describe(`${name}: the end of the process`, () => {
    it('by a crash: the running job runs again alone, the waiting ones follow in order, and all are still undelivered', async () => {
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

    it('by a crash after the end of a job: it is not drawn again, and is still undelivered', async () => {
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

    it('as requested: running jobs may finish, waiting jobs stay for the next start', async () => {
      const before = await startQueue(make)
      const first = await before.queue.add(submission('ann', 'ann 3s'))
      const second = await before.queue.add(submission('bob', 'bob 3s'))
      await before.settle()
      const stopped = before.queue.stop(60_000)
      await expect(before.queue.add(submission('cleo'))).rejects.toMatchObject({ code: 'queue-closed' })
      const progress = { isStopped: false }
      void stopped.then(() => (progress.isStopped = true))
      while (!progress.isStopped) {
        before.clock.advanceSync(1000)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      expect(await before.store.jobs.get(first.id)).toMatchObject({ state: 'done' })
      expect(await before.store.jobs.get(second.id)).toMatchObject({ state: 'waiting', interruptions: 0 })
    })

    it('as requested without grace: running jobs are requeued and not charged', async () => {
      const before = await startQueue(make)
      const job = await before.queue.add(submission('ann', 'ann 100s'))
      await before.settle()
      const stopped = before.queue.stop(5000)
      before.clock.advanceSync(5000)
      await stopped
      expect(await before.store.jobs.get(job.id)).toMatchObject({ state: 'waiting', interruptions: 0, startedAt: null })
      const after = await before.crash()
      await after.queue.start()
      await after.play()
      expect(after.engine.drawn).toMatchObject([{ prompt: 'ann 100s', options: { isolated: false } }])
    })
  })
}

export function describeFailingStore(name: string, make: MakeQueue): void {
  describe(`${name}: a store that fails for a while`, () => {
    it('blocks nobody: a job that could not be started keeps its position and starts when the store works again', async () => {
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

    /** A store that cannot write what belongs to the end of a job, until there is room again. */
    const fullDisk = () => {
      const disk = { full: true }
      const noSpace = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
      const wrapStore = (store: Store): Store => ({
        ...store,
        jobs: { ...store.jobs, end: (id, end) => (disk.full ? noSpace() : store.jobs.end(id, end)) },
        usage: { ...store.usage, add: (...of) => (disk.full ? noSpace() : store.usage.add(...of)) },
        pictures: { ...store.pictures, put: (...of) => (disk.full ? noSpace() : store.pictures.put(...of)) },
      })
      return { disk, wrapStore }
    }

    it('reports the end of a job that cannot be written, and writes it later', async () => {
      const { disk, wrapStore } = fullDisk()
      const { queue, store, events, clock, settle, play } = await startQueue(make, { wrapStore })
      const job = await queue.add(submission('ann', 'ann 1s'))
      await settle()
      clock.advanceSync(1000)
      await settle()
      const failure = events.find(({ type }) => type === 'failed')
      expect(failure).toMatchObject({ job: { id: job.id, state: 'failed', failure: { code: 'disk-full' } } })
      expect(await store.jobs.get(job.id)).toMatchObject({ state: 'running' })
      clock.advanceSync(10_000)
      await settle()
      disk.full = false
      await play()
      expect(await store.jobs.get(job.id)).toMatchObject({ state: 'failed', failure: { code: 'disk-full' } })
      expect(events.filter(({ type }) => type === 'failed')).toHaveLength(1)
    })

    it('writes the end of a job at the latest when it stops, and logs it if that fails too', async () => {
      const { disk, wrapStore } = fullDisk()
      const { queue, store, clock, settle, log } = await startQueue(make, { wrapStore })
      const job = await queue.add(submission('ann', 'ann 1s'))
      await settle()
      clock.advanceSync(1000)
      await settle()
      await queue.stop(0)
      expect(log.join('\n')).toContain('The end of a job was never written')
      expect(await store.jobs.get(job.id)).toMatchObject({ state: 'running' })
      disk.full = false
      await queue.stop(0)
      expect(await store.jobs.get(job.id)).toMatchObject({ state: 'failed', failure: { code: 'disk-full' } })
    })
  })
}
