import { UserError } from '#src/errors.ts'
import { errorFromMessage } from '#src/workers/job-error.ts'
import { resolve } from '#src/requests/resolve.ts'
import type { Work } from '#src/requests/work.ts'
import { createChannel, type Channel } from './channel.ts'
import { startChild, type ChildHandle, type EngineLog } from './child-handle.ts'
import { deferred, type Deferred } from '#src/workers/deferred.ts'
import { EngineStopped, type Engine, type EngineDrawOptions, type EngineStatus } from './engine.ts'
import type { EngineEvent } from '#src/renderer/events.ts'
import { recordDeath, startable, type IsolatedJob } from '#src/workers/crash-isolation.ts'
import type { FromEngine, ModelFacts } from './protocol.ts'
import { createSpeeds, type Speeds } from '#src/renderer/speeds.ts'
import type { Pictures, RendererSettings } from '#src/renderer/renderer.ts'
import { createWatchdog, defaultDeadlines, type Deadlines } from './watchdog.ts'
import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'

export interface EngineOptions {
  readonly settings: RendererSettings
  readonly log: EngineLog
  /** The module that stands in for the models (its URL); for tests. Default: the real ones. */
  readonly backend?: string | undefined
  readonly deadlines?: Partial<Deadlines>
  /** Deaths of its own after which a job fails. Default: 2. */
  readonly maxDeaths?: number
  /** Failed starts in a row after which jobs fail instead of waiting for the next. Default: 3. */
  readonly maxFailedStarts?: number
}

interface Task extends IsolatedJob {
  readonly request: DrawRequest
  readonly pictures: Pictures
  readonly options: EngineDrawOptions
  readonly channel: Channel<EngineEvent>
  /** Set when it was cancelled: it ends with this. */
  cancelled?: { readonly reason: unknown }
}

/** Starts the engine as a child process and keeps it alive. */
export function startEngine({
  settings,
  log,
  backend,
  deadlines = {},
  maxDeaths = 2,
  maxFailedStarts = 3,
}: EngineOptions): Engine {
  const waiting: Task[] = []
  const running: Task[] = []
  const listeners = new Set<(status: EngineStatus) => void>()
  const models = new Map<string, ModelFacts>()
  let preferred: ModelFacts | undefined
  let speeds: Speeds = createSpeeds()
  let status: EngineStatus = { state: 'starting', model: null, device: null, capacity: 1, deaths: 0 }
  let child: ChildHandle | undefined
  let failedStarts = 0
  let restart: NodeJS.Timeout | undefined
  let stopping: Deferred | undefined

  const watchdog = createWatchdog({ ...defaultDeadlines, ...deadlines }, (activity, seconds) => {
    log.error({ engine: child?.pid, activity, seconds, jobs: running.map(({ id }) => id) }, 'The engine hangs; killed')
    child?.kill()
  })

  function say(changes: Partial<EngineStatus>): void {
    status = { ...status, ...changes }
    for (const listener of listeners) listener(status)
  }

  function start(): void {
    watchdog.watch({ kind: 'starting' })
    child = startChild({ settings: { ...settings, backend }, log, onMessage: hear, onExit: mourn })
  }

  function dispatch(): void {
    if (status.state !== 'ready') return
    for (const task of startable(waiting, running)) {
      waiting.splice(waiting.indexOf(task), 1)
      running.push(task)
      const { previews, keep, sheet } = task.options
      child?.send({
        type: 'draw',
        id: task.id,
        request: task.request,
        pictures: [...task.pictures].map(([sha256, bytes]) => ({ sha256, bytes })),
        options: {
          ...(previews && { previews }),
          ...(keep !== undefined && { keep }),
          ...(sheet !== undefined && { sheet }),
        },
      })
    }
  }

  /** Takes a task off the list; undefined when it is not on it any more. */
  function take(list: Task[], id: string): Task | undefined {
    const index = list.findIndex((task) => task.id === id)
    return index < 0 ? undefined : list.splice(index, 1)[0]
  }

  function hear(message: FromEngine): void {
    switch (message.type) {
      case 'ready':
        watchdog.watch({ kind: 'idle' })
        failedStarts = 0
        speeds = createSpeeds(message.speeds)
        say({ state: 'ready' })
        break
      case 'model':
        models.set(message.model.name, message.model)
        if (!message.preferred) return
        preferred = message.model
        say({ model: message.model.name, device: message.model.device })
        return
      case 'capacity':
        say({ capacity: message.parallel })
        return
      case 'activity':
        watchdog.watch(message.activity)
        return
      case 'speeds':
        speeds = createSpeeds(message.speeds)
        return
      case 'event':
        running.find(({ id }) => id === message.id)?.channel.push(message.event)
        return
      case 'ended': {
        const task = take(running, message.id)
        if (task?.cancelled !== undefined) task.channel.fail(task.cancelled.reason)
        else task?.channel.close()
        break
      }
      case 'refused':
      case 'failed':
        take(running, message.id)?.channel.fail(errorFromMessage(message))
        break
      default:
        message satisfies never
    }
    dispatch()
  }

  function mourn(how: string): void {
    watchdog.stop()
    child = undefined
    const ran = running.splice(0)
    if (stopping !== undefined) {
      for (const task of ran) task.channel.fail(new EngineStopped('The engine was stopped'))
      say({ state: 'stopped' })
      stopping.resolve()
      return
    }
    const neverReady = status.state !== 'ready'
    failedStarts = neverReady ? failedStarts + 1 : 0
    log.error({ how, jobs: ran.map(({ id }) => id), failedStarts }, 'The engine died; starting it again')
    say({ state: 'restarting', deaths: status.deaths + 1 })
    const exhausted = new Set(recordDeath(ran, maxDeaths))
    const again: Task[] = []
    for (const task of ran) {
      if (task.cancelled !== undefined) task.channel.fail(task.cancelled.reason)
      else if (exhausted.has(task)) task.channel.fail(diedOf(task))
      else {
        task.channel.push({ type: 'interrupted', deaths: task.deaths })
        again.push(task)
      }
    }
    waiting.unshift(...again)
    if (failedStarts >= maxFailedStarts) for (const task of waiting.splice(0)) task.channel.fail(willNotStart(how))
    restart = setTimeout(start, neverReady ? Math.min(30, 2 ** failedStarts / 2) * 1000 : 0)
  }

  function cancel(task: Task, reason: unknown): void {
    task.cancelled ??= { reason }
    if (take(waiting, task.id) !== undefined) task.channel.fail(reason)
    else if (running.includes(task)) child?.send({ type: 'cancel', id: task.id })
    dispatch()
  }

  start()

  return {
    async *draw(id, request, pictures, options = {}) {
      const { signal, isolated = false, deaths = 0 } = options
      signal?.throwIfAborted()
      if (stopping !== undefined) throw new EngineStopped('The engine was stopped')
      if ([...waiting, ...running].some((task) => task.id === id)) throw new Error(`Job ${id} is being drawn already`)
      const channel = createChannel<EngineEvent>(latestStep)
      const task: Task = { id, request, pictures, options, channel, isolated, deaths }
      const abort = (): void => cancel(task, signal?.reason)
      signal?.addEventListener('abort', abort, { once: true })
      waiting.push(task)
      dispatch()
      try {
        yield* channel
      } finally {
        signal?.removeEventListener('abort', abort)
        cancel(task, new Error('Nobody listens any more'))
      }
    },

    estimate(request) {
      const { model } = modeOf(request).settings(request)
      const facts = model === undefined ? preferred : models.get(model)
      if (facts === undefined) return null
      let seconds = 0
      for (const { stage, edge, steps, rows } of workFor(request, facts)) {
        const perRow = speeds.secondsPerRow(facts.speedKeys[stage] ?? '', { width: edge, height: edge })
        if (perRow === undefined) return null
        seconds += steps * rows * perRow
      }
      return seconds
    },

    get status() {
      return status
    },

    onStatus(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },

    stop() {
      if (stopping !== undefined) return stopping.promise
      stopping = deferred()
      clearTimeout(restart)
      for (const task of waiting.splice(0)) task.channel.fail(new EngineStopped('The engine was stopped'))
      if (child === undefined) {
        say({ state: 'stopped' })
        stopping.resolve()
      } else if (running.length > 0) {
        // In the middle of a run it does not hear us, and nothing in it is worth waiting for.
        child.kill()
      } else {
        child.send({ type: 'shutdown' })
        const late = setTimeout(() => child?.kill(), 5000)
        void stopping.promise.then(() => clearTimeout(late))
      }
      return stopping.promise
    },
  }
}

/** A listener that is slower than the steps sees the latest one, with the latest preview. */
function latestStep(last: EngineEvent, next: EngineEvent): EngineEvent | undefined {
  if (last.type !== 'step' || next.type !== 'step') return undefined
  return last.preview === undefined ? next : { preview: last.preview, ...next }
}

/** Nothing for a request that this model refuses: drawing it ends at once. */
function workFor(request: DrawRequest, { profile }: ModelFacts): readonly Work[] {
  try {
    const resolved = resolve(request, profile, () => 0)
    return modeOf(resolved).work(resolved)
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}

function diedOf({ id, deaths }: Task): UserError {
  return new UserError(
    'engine-died',
    'This picture brought the painting engine down twice, so it was given up; try a smaller size or other settings.',
    { job: id, deaths },
  )
}

function willNotStart(how: string): UserError {
  return new UserError(
    'engine-will-not-start',
    'The painting engine does not start on this machine; whoever runs the bot finds the reason in its log.',
    { how },
  )
}
