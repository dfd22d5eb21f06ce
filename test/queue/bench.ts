import { onTestFinished } from 'vitest'
import type { JobEvent, JobQueue, NewJob } from '#src/queue/job-queue.ts'
import type { QueueLimits } from '#src/queue/in-process.ts'
import { openStore } from '#src/store/open-store.ts'
import type { Store } from '#src/store/store.ts'
import { scratchFolder } from '#test/store/scratch.ts'
import { createFakeEngine, type FakeEngine } from './fake-engine.ts'
import { createSimulatedClock, type SimulatedClock } from './simulated-clock.ts'

/** What a queue under test is made of. */
export interface QueueParts {
  readonly store: Store
  readonly engine: FakeEngine
  readonly clock: SimulatedClock
  readonly limits: Partial<QueueLimits>
  readonly log: string[]
}

export type MakeQueue = (parts: QueueParts) => JobQueue

export interface Bench extends QueueParts {
  readonly queue: JobQueue
  readonly events: JobEvent[]
  /** Lets time pass until nothing is left to do. */
  play(): Promise<void>
  /** Waits until all that can run without time passing has run. */
  settle(): Promise<void>
  /** The process ends here as by a kill, and another one takes over its data; not yet started. */
  crash(): Promise<Bench>
}

/** A queue with a store of its own, an engine and a clock under the test's control; started unless `start` is false. */
export async function bench(
  make: MakeQueue,
  {
    limits = {},
    dataDir,
    clock = createSimulatedClock(),
    start = true,
  }: {
    readonly limits?: Partial<QueueLimits>
    readonly dataDir?: string
    readonly clock?: SimulatedClock
    readonly start?: boolean
  } = {},
): Promise<Bench> {
  const folder = dataDir ?? (await scratchFolder())
  let ids = 0
  const newId = (): string => `job${clock.now()}x${ids++}`
  const store = await openStore({ dataDir: folder, now: clock.now, usageHalfLifeSeconds: 1800, newId })
  const engine = createFakeEngine(clock)
  const log: string[] = []
  const parts = { store, engine, clock, limits, log }
  const queue = make(parts)
  const events: JobEvent[] = []
  queue.subscribe((event) => void events.push(event))
  if (start) await queue.start()
  let crashed = false

  /** All that run sleep, and nobody more could start. */
  async function quiet(): Promise<boolean> {
    const { running, waiting } = await queue.line()
    const busy = new Set(running.map(({ job }) => job.personId))
    const full = running.length >= engine.status.capacity
    return engine.asleep === running.length && (full || waiting.every(({ job }) => busy.has(job.personId)))
  }

  async function settle(): Promise<void> {
    for (let calm = 0; calm < 3; calm = (await quiet()) ? calm + 1 : 0) {
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }

  onTestFinished(async () => {
    if (crashed) return
    const stopped = queue.stop(0)
    clock.advance(1)
    await stopped
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
      await store.close()
      return bench(make, { limits, dataDir: folder, clock, start: false })
    },
  }
}

/** Ann's wish for a picture that takes `seconds` to paint. */
export function wish(personId = 'ann', prompt = 'a fox 10s'): NewJob {
  return {
    personId,
    request: { mode: 'generate', prompt, seed: 7 },
    pictures: new Map(),
    origin: { channelId: '42' },
  }
}
