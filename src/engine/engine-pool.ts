import type { Clock } from '@duckrabbit/clock'
import type { EngineEvent } from '#src/renderer/events.ts'
import type { Pictures } from '#src/renderer/renderer.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { type Engine, type EngineDrawOptions, type EngineMember, type EngineStatus, EngineStopped } from './engine.ts'
import { type Candidate, place } from './placement.ts'
import { poolStatus } from './pool-status.ts'

/** One engine of a pool. */
export interface PoolMember {
  readonly name: string
  /** The name for people. Default: `name`. */
  readonly label?: string
  readonly engine: Pick<
    Engine,
    'draw' | 'estimate' | 'bestOf' | 'networkUse' | 'status' | 'onStatus' | 'pid' | 'stop' | 'likeness'
  >
  /** Whether it has the model of a request. */
  readonly canDraw: (request: DrawRequest) => boolean
  /** Seconds of loading the model of a request first; 0 if it is loaded, null if it is not and was never measured. */
  readonly loading: (request: DrawRequest) => number | null
  /** The number of jobs that it runs for others than this pool. Default: none. */
  readonly others?: () => number
}

interface Reservation {
  readonly isolated: boolean
  /** When it may be over, by the monotonic clock, or null if unknown. */
  readonly until: number | null
}

interface Entry {
  readonly member: PoolMember
  readonly reserved: Map<string, Reservation>
  readonly unsubscribe: () => void
}

interface EntryCandidate extends Candidate {
  readonly entry: Entry
}

export interface EnginePool extends Engine {
  readonly members: readonly EngineMember[]
  reserve(id: string, request: DrawRequest, options: { readonly isolated: boolean }): (() => void) | null
  /** Adds a member, or replaces the one with this name. */
  add(member: PoolMember): void
  /** Removes a member. Jobs that it still draws go on. */
  remove(name: string): void
  /** Gives an already running job its place. The returned function gives it back. */
  occupy(name: string, id: string): () => void
  /** Tells the listeners that something which placing depends on has changed. */
  changed(): void
}

/** Several engines that look like one. Each job goes to the one that finishes it first. */
export function createEnginePool(clock: Clock, members: readonly PoolMember[] = []): EnginePool {
  const pool = new Pool(clock)
  for (const member of members) pool.add(member)
  return pool
}

class Pool implements EnginePool {
  readonly #clock: Clock
  readonly #entries = new Map<string, Entry>()
  /** Where each job is drawn. */
  readonly #places = new Map<string, Entry>()
  readonly #listeners = new Set<(status: EngineStatus) => void>()
  #cancelTimer: (() => void) | undefined
  #stopped = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(member: PoolMember): void {
    const known = this.#entries.get(member.name)
    known?.unsubscribe()
    const unsubscribe = member.engine.onStatus(() => this.changed())
    this.#entries.set(member.name, { member, reserved: known?.reserved ?? new Map(), unsubscribe })
    this.changed()
  }

  remove(name: string): void {
    this.#entries.get(name)?.unsubscribe()
    if (this.#entries.delete(name)) this.changed()
  }

  changed(): void {
    const { status } = this
    for (const listener of this.#listeners) listener(status)
  }

  reserve(id: string, request: DrawRequest, { isolated }: { readonly isolated: boolean }): (() => void) | null {
    const placement = place(this.#candidates(request))
    if (placement.kind === 'now') {
      const { entry, drawing } = placement.candidate
      const until = drawing === null ? null : this.#clock.monotonic() + drawing * 1000
      return this.#occupy(entry, id, { isolated, until })
    }
    if (placement.again !== null) this.#askAgain(placement.again)
    return null
  }

  occupy(name: string, id: string): () => void {
    const entry = this.#entries.get(name)
    return entry === undefined ? () => undefined : this.#occupy(entry, id, { isolated: false, until: null })
  }

  async *draw(
    id: string,
    request: DrawRequest,
    pictures: Pictures,
    options: EngineDrawOptions = {},
  ): AsyncGenerator<EngineEvent, void, undefined> {
    const isolated = options.isolated ?? false
    const release = this.#places.has(id) ? () => undefined : this.reserve(id, request, { isolated })
    const entry = this.#places.get(id)
    if (this.#stopped || release === null || entry === undefined) throw new EngineStopped('No engine has room')
    try {
      yield* entry.member.engine.draw(id, request, pictures, options)
    } finally {
      release()
    }
  }

  /** By the engine that is quickest, as if it were idle. */
  estimate(request: DrawRequest): number | null {
    const known = [...this.#entries.values()].flatMap(({ member }) => {
      const seconds = member.canDraw(request) ? member.engine.estimate(request) : null
      return seconds === null ? [] : [seconds]
    })
    return known.length === 0 ? null : Math.min(...known)
  }

  /** By the first engine that has its model. */
  bestOf(request: DrawRequest): number | null {
    for (const { member } of this.#entries.values()) {
      const bestOf = member.canDraw(request) ? member.engine.bestOf?.(request) : null
      if (bestOf !== null && bestOf !== undefined) return bestOf
    }
    return null
  }

  /** By the first engine that is ready and can tell. */
  async likeness(texts: readonly string[], others: readonly string[]): Promise<readonly (readonly number[])[] | null> {
    for (const { member } of this.#entries.values()) {
      const rows = member.engine.status.state === 'ready' ? await member.engine.likeness?.(texts, others) : null
      if (rows !== null && rows !== undefined) return rows
    }
    return null
  }

  get networkUse(): Engine['networkUse'] {
    const uses = [...this.#entries.values()].map(({ member }) => member.engine.networkUse)
    return {
      calls: uses.reduce((sum, { calls }) => sum + calls, 0),
      rows: uses.reduce((sum, { rows }) => sum + rows, 0),
    }
  }

  /** There is no single process. */
  get pid(): undefined {
    return undefined
  }

  get members(): readonly EngineMember[] {
    return [...this.#entries.values()].map(({ member: { name, label = name, engine } }) => ({
      name: label,
      status: engine.status,
      pid: engine.pid,
    }))
  }

  get status(): EngineStatus {
    return poolStatus(
      [...this.#entries.values()].map(({ member }) => member.engine.status),
      this.#stopped,
    )
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelTimer?.()
    await Promise.all([...this.#entries.values()].map(({ member }) => member.engine.stop()))
    this.changed()
  }

  #occupy(entry: Entry, id: string, reservation: Reservation): () => void {
    entry.reserved.set(id, reservation)
    this.#places.set(id, entry)
    return () => {
      entry.reserved.delete(id)
      if (this.#places.get(id) === entry) this.#places.delete(id)
    }
  }

  #candidates(request: DrawRequest): readonly EntryCandidate[] {
    if (this.#stopped) return []
    const able = [...this.#entries.values()].filter(({ member }) => member.canDraw(request))
    const inState = (states: readonly EngineStatus['state'][]): readonly Entry[] =>
      able.filter(({ member }) => states.includes(member.engine.status.state))
    // An engine that starts keeps its jobs until it is ready. One that does not start refuses them with the reason.
    const usable = [inState(['ready']), inState(['starting', 'restarting']), inState(['failed'])]
    const entries = usable.find((group) => group.length > 0) ?? []
    return entries.map((entry) => this.#candidate(entry, request))
  }

  #candidate(entry: Entry, request: DrawRequest): EntryCandidate {
    const { member, reserved } = entry
    const running = reserved.size + (member.others?.() ?? 0)
    // The engine lets an isolated job wait until it is alone, and starts nothing beside it.
    const alone = [...reserved.values()].some(({ isolated }) => isolated)
    const free = alone ? 0 : member.engine.status.capacity - running
    return {
      entry,
      free,
      wait: free > 0 ? 0 : this.#secondsUntilFree(reserved),
      loading: member.loading(request),
      drawing: member.engine.estimate(request),
    }
  }

  /** Null if unknown, also where a job takes longer than expected. */
  #secondsUntilFree(reserved: Entry['reserved']): number | null {
    const now = this.#clock.monotonic()
    const ends = [...reserved.values()].flatMap(({ until }) => (until === null || until <= now ? [] : [until]))
    return ends.length === 0 ? null : (Math.min(...ends) - now) / 1000
  }

  /** A job waits for a busy engine. If that takes longer than expected, another one may be quicker after all. */
  #askAgain(seconds: number): void {
    this.#cancelTimer?.()
    this.#cancelTimer = this.#clock.after(seconds * 1000 + 1, () => this.changed())
  }
}
