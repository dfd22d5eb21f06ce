import { describe, expect, it } from 'vitest'
import { testClock } from '@duckrabbit/clock/testing'
import type { ForkWorker, WorkerLog } from '#src/workers/fork-worker.ts'
import { createFakeFork, type FakeProcess } from './fake-fork.ts'

/** A configuration of the supervisor under test: its worker's jobs, without their content. */
export interface WorkerUnderTest {
  /** Begins a job. Rejects as the job does. */
  submit(id: string): Promise<unknown>
  /** The ids of the jobs that a process was sent. */
  idsOf(process: FakeProcess): string[]
  /** The message by which the process reports that it is ready. */
  readonly ready: object
  /** The messages by which the process reports that a job is done. */
  done(id: string): readonly object[]
  stop(): Promise<void>
  readonly codes: { readonly died: string; readonly willNotStart: string }
}

export interface WorkerEnvironment {
  readonly fork: ForkWorker
  readonly clock: ReturnType<typeof testClock>
  readonly log: WorkerLog
}

export type MakeWorker = (environment: WorkerEnvironment) => WorkerUnderTest

/** What every supervised worker must do, whatever its jobs are. */
export function describeWorker(name: string, make: MakeWorker): void {
  function start() {
    const { fork, processes } = createFakeFork()
    const clock = testClock(0)
    const lines: string[] = []
    const write = (facts: object, message: string): void => void lines.push(`${message} ${JSON.stringify(facts)}`)
    const worker = make({ fork, clock, log: { info: write, warn: write, error: write } })
    const latest = () => processes.at(-1) ?? expect.unreachable('no process was started')
    const submit = (id: string) => {
      const job = worker.submit(id)
      job.catch(() => undefined)
      return job
    }
    const finish = (id: string) => {
      for (const message of worker.done(id)) latest().send(message)
    }
    /** Passes time until another process is started. */
    const restart = () => {
      const before = processes.length
      for (let i = 0; i < 1000 && processes.length === before; i++) clock.advanceSync(1000)
    }
    return { ...worker, submit, finish, restart, clock, processes, latest, lines }
  }

  describe(`${name}, supervised`, () => {
    it('receives jobs once it is ready, and completes them', async () => {
      const { submit, latest, ready, idsOf, finish } = start()
      const jobs = [submit('1'), submit('2')]
      expect(idsOf(latest())).toEqual([])
      latest().send(ready)
      expect(idsOf(latest())).toEqual(['1', '2'])
      finish('2')
      finish('1')
      await expect(Promise.all(jobs)).resolves.toBeDefined()
    })

    it('is restarted when it dies, and runs the interrupted jobs one at a time; a job that kills it twice fails', async () => {
      const { submit, latest, ready, idsOf, finish, restart, codes } = start()
      const deadly = submit('1')
      const beside = submit('2')
      latest().send(ready)
      latest().exit('SIGSEGV')
      for (let death = 1; death <= 2; death++) {
        restart()
        latest().send(ready)
        expect(idsOf(latest())).toEqual(['1'])
        latest().exit('SIGSEGV')
      }
      await expect(deadly).rejects.toMatchObject({ name: 'UserError', code: codes.died, details: { deaths: 2 } })
      restart()
      latest().send(ready)
      expect(idsOf(latest())).toEqual(['2'])
      finish('2')
      await expect(beside).resolves.toBeDefined()
    })

    it('passes on why a job was refused, and continues', async () => {
      const { submit, latest, ready, processes } = start()
      const refused = submit('1')
      const defect = submit('2')
      latest().send(ready)
      latest().send({ type: 'refused', id: '1', code: 'too-large', message: 'Too large.', details: { limit: 3 } })
      latest().send({ type: 'failed', id: '2', message: 'at fault', stack: 'at fault at worker.ts:1' })
      await expect(refused).rejects.toMatchObject({ name: 'UserError', code: 'too-large', details: { limit: 3 } })
      await expect(defect).rejects.toMatchObject({ message: 'at fault', stack: 'at fault at worker.ts:1' })
      expect(processes).toHaveLength(1)
    })

    it('is restarted after growing delays if it crashes before it is ready, and its jobs are refused', async () => {
      const { submit, latest, processes, clock, codes, ready, finish } = start()
      const waiting = submit('1')
      const delays: number[] = []
      for (let attempt = 1; attempt <= 3; attempt++) {
        const died = clock.now()
        latest().exit('exit code 1: Error: no such library')
        if (attempt === 3) break
        while (processes.length === attempt) clock.advanceSync(100)
        delays.push(clock.now() - died)
      }
      expect(delays).toEqual([1000, 2000])
      const refusal = {
        name: 'UserError',
        code: codes.willNotStart,
        details: { reason: 'exit code 1: Error: no such library' },
      }
      await expect(waiting).rejects.toMatchObject(refusal)
      await expect(submit('2')).rejects.toMatchObject(refusal)
      clock.advanceSync(4000)
      const later = submit('3')
      latest().send(ready)
      finish('3')
      await expect(later).resolves.toBeDefined()
    })

    it('is killed when it does not become ready in time', () => {
      const { submit, latest, clock, lines } = start()
      void submit('1')
      const first = latest()
      clock.advanceSync(1_000_000)
      expect(first.killed).toBe(true)
      expect(lines.join()).toContain('hangs and is killed')
    })

    it('fails all jobs when it is stopped, and starts no more', async () => {
      const { submit, latest, ready, stop, clock, processes } = start()
      const running = submit('1')
      latest().send(ready)
      await stop()
      await expect(running).rejects.toThrow(/stopped|closed/)
      await expect(submit('2')).rejects.toThrow(/stopped|closed/)
      clock.advanceSync(1_000_000)
      expect(processes).toHaveLength(1)
    })
  })
}
