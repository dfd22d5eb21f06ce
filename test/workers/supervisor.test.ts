import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { testClock } from '@duckrabbit/clock/testing'
import { Supervisor, type WorkerState } from '#src/workers/supervisor.ts'
import { createFakeFork } from './fake-fork.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

function supervise({ wanted = true, duringJobs = false } = {}) {
  const clock = testClock(0)
  const { fork, processes } = createFakeFork()
  const states: WorkerState[] = []
  const supervisor = new Supervisor<{ readonly type: string }, { readonly type: string }>({
    name: 'worker',
    program: new URL('file:///worker.ts'),
    settings: {},
    incoming: z.object({ type: z.string() }),
    log: silent,
    clock,
    startingDeadline: 10,
    wanted: () => wanted,
    onDeath: () => ({ duringJobs }),
    onMessage: () => undefined,
    onState: (state) => void states.push(state),
    fork,
  })
  const latest = () => processes.at(-1) ?? expect.unreachable('no process was started')
  const kinds = () => states.map(({ kind }) => kind).join(' ')
  return { supervisor, clock, processes, latest, states, kinds }
}

describe('a supervised worker', () => {
  it('is off until it is started, then starting, then ready', () => {
    const { supervisor, latest, processes, kinds } = supervise()
    expect(supervisor.state.kind).toBe('off')
    supervisor.start()
    supervisor.start()
    latest().send({ type: 'ready' })
    expect(processes).toHaveLength(1)
    expect(kinds()).toBe('starting ready')
  })

  it('is killed if it does not report in time that it is ready, or exceeds a deadline', () => {
    const { supervisor, clock, latest } = supervise()
    supervisor.start()
    clock.advanceSync(9_999)
    expect(latest().killed).toBe(false)
    clock.advanceSync(1)
    expect(latest().killed).toBe(true)
    clock.advanceSync(1_000)
    const second = latest()
    second.send({ type: 'ready' })
    clock.advanceSync(3_600_000)
    expect(second.killed).toBe(false)
    supervisor.watch('running', 5)
    clock.advanceSync(4_000)
    supervisor.watch('running', 5)
    clock.advanceSync(4_000)
    expect(second.killed).toBe(false)
    clock.advanceSync(1_000)
    expect(second.killed).toBe(true)
  })

  it('backs off if it crashes while it prepares, and stays failed until the next attempt, with the reason', () => {
    const { supervisor, clock, latest, processes, states } = supervise()
    supervisor.start()
    const begun: number[] = []
    for (let start = 1; start <= 6; start++) {
      latest().exit('exit code 1: Error: unreadable weights')
      while (processes.length === start) clock.advanceSync(500)
      begun.push(clock.now() / 1000)
    }
    expect(begun).toEqual([1, 3, 7, 15, 31, 63])
    expect(states.filter(({ kind }) => kind === 'restarting')).toHaveLength(2)
    expect(states.findLast(({ kind }) => kind === 'failed')).toEqual({
      kind: 'failed',
      until: 63_000,
      reason: 'exit code 1: Error: unreadable weights',
    })
    latest().send({ type: 'ready' })
    expect(supervisor.state.kind).toBe('ready')
  })

  it('also backs off if it dies repeatedly while idle, but forgets that after a stable minute', () => {
    const { supervisor, clock, latest, processes } = supervise()
    supervisor.start()
    latest().send({ type: 'ready' })
    latest().exit()
    clock.advanceSync(0)
    latest().send({ type: 'ready' })
    latest().exit()
    expect(supervisor.state).toEqual({ kind: 'restarting', at: 1000 })
    clock.advanceSync(1_000)
    latest().send({ type: 'ready' })
    clock.advanceSync(60_000)
    latest().exit()
    clock.advanceSync(0)
    expect(processes).toHaveLength(4)
  })

  it('is not restarted while no job needs it', () => {
    const { supervisor, clock, latest, processes } = supervise({ wanted: false })
    supervisor.start()
    latest().exit()
    clock.advanceSync(60_000)
    expect(supervisor.state.kind).toBe('off')
    expect(processes).toHaveLength(1)
    supervisor.start()
    expect(processes).toHaveLength(2)
  })

  it('ends when it is stopped: by itself, or killed if it takes too long', async () => {
    const asked = supervise()
    asked.supervisor.start()
    asked.latest().send({ type: 'ready' })
    const stopped = asked.supervisor.stop({ type: 'shutdown' })
    expect(asked.latest().received).toEqual([{ type: 'shutdown' }])
    asked.clock.advanceSync(5_000)
    expect(asked.latest().killed).toBe(true)
    await stopped
    expect(asked.kinds()).toBe('starting ready stopped')

    const waiting = supervise()
    waiting.supervisor.start()
    waiting.latest().exit()
    await waiting.supervisor.stop()
    waiting.clock.advanceSync(60_000)
    expect(waiting.processes).toHaveLength(1)
  })
})
