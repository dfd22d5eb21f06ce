import { onTestFinished } from 'vitest'
import { testClock, type TestClock } from '@duckrabbit/clock/testing'
import type { JobEvent, JobQueue, NewJob } from '#src/queue/job-queue.ts'
import type { QueueLimits } from '#src/queue/queue-limits.ts'
import { openStore } from '#src/store/open-store.ts'
import type { Store } from '#src/store/store.ts'
import { scratchFolder } from '#test/store/scratch.ts'
import { createFakeEngine, type FakeEngine } from './fake-engine.ts'

/** What a queue under test is made of. */
export interface QueueDependencies {
  readonly store: Store
  readonly engine: FakeEngine
  readonly clock: TestClock
  readonly limits: Partial<QueueLimits>
  readonly log: string[]
  /** The folder of the store. */
  readonly dataDir: string
}

/** A queue under test, and what is around it. */
export interface MadeQueue {
  readonly queue: JobQueue
  /** Ends what is around it, as by a kill, until nobody takes it for alive any more. */
  kill?(): Promise<void>
  close?(): Promise<void>
  /** Waits for what may be on its way. */
  quiet?(): Promise<void>
}

export type MakeQueue = (parts: QueueDependencies) => MadeQueue | Promise<MadeQueue>

export interface QueueHarness extends QueueDependencies {
  readonly queue: JobQueue
  readonly events: JobEvent[]
  /** Lets time pass until nothing is left to do. */
  play(): Promise<void>
  /** Waits until all that can run without time passing has run. */
  settle(): Promise<void>
  /** The process ends here as by a kill, and another one takes over its data; not yet started. */
  crash(): Promise<QueueHarness>
}

/** A queue with a store of its own, an engine and a clock under the test's control; started unless `start` is false. */
export async function startQueue(
  make: MakeQueue,
  {
    limits = {},
    dataDir,
    clock = testClock(),
    start = true,
    wrapStore = (store) => store,
  }: {
    readonly limits?: Partial<QueueLimits>
    readonly dataDir?: string
    readonly clock?: TestClock
    readonly start?: boolean
    /** Puts something between the queue and its store, say a disk that is full for a while. */
    readonly wrapStore?: (store: Store) => Store
  } = {},
): Promise<QueueHarness> {
  const folder = dataDir ?? (await scratchFolder())
  let ids = 0
  const newId = (): string => `job${clock.now()}x${ids++}`
  const store = wrapStore(await openStore({ dataDir: folder, now: clock.now, usageHalfLifeSeconds: 1800, newId }))
  const engine = createFakeEngine(clock)
  const log: string[] = []
  let crashed = false
  /** The clock of this process: what a dead one planned does not happen. */
  const own: TestClock = {
    ...clock,
    after: (delay, task) => clock.after(delay, () => void (crashed || task())),
  }
  const parts = { store, engine, clock: own, limits, log, dataDir: folder }
  const made = await make(parts)
  const { queue } = made
  const events: JobEvent[] = []
  queue.subscribe((event) => void events.push(event))
  if (start) await queue.start()

  /** Everything that runs sleeps; `full`: no more could start. */
  async function look(): Promise<{ readonly asleep: boolean; readonly full: boolean }> {
    const { running, waiting } = await queue.overview()
    const busy = new Set(running.map(({ job }) => job.personId))
    const full = running.length >= engine.status.capacity || waiting.every(({ job }) => busy.has(job.personId))
    return { asleep: engine.asleep === running.length, full }
  }

  async function settle(): Promise<void> {
    // Where more could start, nothing may be going on all the same: a job waits for its next attempt.
    for (let full = 0, asleep = 0; full < 3 && asleep < 30;) {
      const now = await look()
      asleep = now.asleep ? asleep + 1 : 0
      full = now.asleep && now.full ? full + 1 : 0
      if (full === 2 || asleep === 2) await made.quiet?.()
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }

  onTestFinished(async () => {
    if (crashed) return
    const stopped = queue.stop(0)
    clock.advanceSync(1)
    await stopped
    await made.close?.()
    await store.close()
  })

  return {
    ...parts,
    queue,
    events,
    settle,
    async play() {
      for (;;) {
        await settle()
        if (!clock.next()) return
      }
    },
    async crash() {
      await settle()
      crashed = true
      await made.kill?.()
      await store.close()
      return startQueue(make, { limits, dataDir: folder, clock, start: false })
    },
  }
}

/** Ann's submission for a picture that takes `seconds` to paint. */
export function submission(personId = 'ann', prompt = 'a fox 10s'): NewJob {
  return {
    personId,
    request: { mode: 'generate', prompt, seed: 7 },
    pictures: new Map(),
    origin: { channelId: '42' },
  }
}
