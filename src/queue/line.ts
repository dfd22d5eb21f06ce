import type { Engine } from '#src/engine/engine.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import { fairOrder } from './fair-order.ts'
import type { Place } from './job-queue.ts'
import type { Tracker } from './tracker.ts'

/** A job that runs, as far as the line cares. */
export interface Runner {
  readonly job: Job
  readonly tracker: Tracker
}

/** The waiting jobs of the store, in order; only this process changes them, so they are read once. */
export interface Line {
  add(job: Job): void
  remove(id: string): void
  get(id: string): Job | undefined
  ofPerson(personId: string): readonly Job[]
  /** Use has changed: the order is made anew. */
  touch(): void
  order(running: Iterable<Runner>): Promise<readonly Job[]>
  /** With places and times, in order; `parallel`: how many jobs run at once. */
  view(
    running: Iterable<Runner>,
    parallel: number,
  ): Promise<ReadonlyMap<string, { readonly job: Job; readonly place: Place }>>
}

/** Stands for a job's seconds while nothing was measured: all jobs are alike then. */
const unmeasured = 10

export function createLine({ store, engine }: { readonly store: Store; readonly engine: Engine }): Line {
  const waiting = new Map<string, Job>()
  let known: Promise<readonly Job[]> | undefined

  async function sort(running: readonly Runner[]): Promise<readonly Job[]> {
    const used = new Map(await store.usage.recent())
    for (const { job } of running) {
      used.set(job.personId, (used.get(job.personId) ?? 0) + (engine.estimate(job.request) ?? unmeasured))
    }
    const standing = [...waiting.values()].map((job) => ({
      job,
      personId: job.personId,
      acceptedAt: job.acceptedAt,
      seconds: engine.estimate(job.request) ?? unmeasured,
    }))
    return fairOrder(standing, used).map(({ job }) => job)
  }

  function order(running: Iterable<Runner>): Promise<readonly Job[]> {
    known ??= sort([...running])
    return known
  }

  return {
    add(job) {
      waiting.set(job.id, job)
      known = undefined
    },
    remove(id) {
      waiting.delete(id)
      known = undefined
    },
    get: (id) => waiting.get(id),
    ofPerson: (personId) => [...waiting.values()].filter((job) => job.personId === personId),
    touch() {
      known = undefined
    },
    order,

    async view(running, parallel) {
      const runners = [...running]
      const jobs = await order(runners)
      let before: number | null = 0
      for (const { tracker } of runners) {
        const { secondsLeft } = tracker.progress()
        before = before === null || secondsLeft === null ? null : before + secondsLeft
      }
      const places = new Map<string, { readonly job: Job; readonly place: Place }>()
      for (const [index, job] of jobs.entries()) {
        const own = engine.estimate(job.request)
        const secondsLeft: number | null = before === null || own === null ? null : before / parallel + own
        before = before === null || own === null ? null : before + own
        places.set(job.id, { job, place: { position: index + 1, waiting: jobs.length, secondsLeft } })
      }
      return places
    },
  }
}
