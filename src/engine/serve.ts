import type { EngineRenderer } from '#src/renderer/create-renderer.ts'
import type { DrawEvent, RendererEvent } from '#src/renderer/events.ts'
import { deferred } from '#src/workers/deferred.ts'
import { jobErrorMessage } from '#src/workers/job-error.ts'
import type { FromEngine, ToEngine } from './protocol.ts'

/** The engine's connection to the bot. */
export interface Port {
  send(message: FromEngine): void
  /** The number of messages that have not been sent yet. */
  backlog(): number
}

/** Previews are left out while more messages than this wait to be sent, since only the progress itself matters. */
const maxBacklog = 8

export interface EngineService {
  receive(message: ToEngine): void
  /** Resolves after a `shutdown` message, once no job runs any more. */
  readonly done: Promise<void>
  /** Reports how many jobs are worth running at once, when that is known. */
  reportCapacity(): Promise<void>
}

/** The engine's side of the protocol. It draws several requests at once and reports their events. */
export function serve(renderer: EngineRenderer, port: Port): EngineService {
  const jobs = new Map<string, AbortController>()
  const done = deferred()
  let closing = false
  let reportedCapacity: number | undefined

  async function draw(message: Extract<ToEngine, { type: 'draw' }>): Promise<void> {
    const { id, request, pictures, options } = message
    const controller = new AbortController()
    jobs.set(id, controller)
    port.send({ type: 'activity', activity: { kind: 'between' } })
    try {
      const bytes = new Map(pictures.map((picture) => [picture.sha256, picture.bytes]))
      const events = renderer.draw(request, bytes, { ...options, signal: controller.signal })
      for await (const event of events) {
        port.send({ type: 'event', id, event: plainEvent(event, port.backlog() > maxBacklog) })
      }
      port.send({ type: 'speeds', speeds: renderer.speeds.entries(), loaded: [...renderer.loaded()] })
      port.send({ type: 'ended', id, how: 'done' })
    } catch (error) {
      if (controller.signal.aborted) port.send({ type: 'ended', id, how: 'cancelled' })
      else port.send(jobErrorMessage(id, error))
    } finally {
      jobs.delete(id)
      if (jobs.size === 0) finishLastJob()
    }
  }

  function finishLastJob(): void {
    reportIdle()
    if (closing) done.resolve()
    else void reportCapacity()
  }

  function reportIdle(): void {
    if (jobs.size === 0) port.send({ type: 'activity', activity: { kind: 'idle' } })
  }

  /** The capacity is measured once per device, after the first picture, so that the first person does not wait for it. */
  async function reportCapacity(): Promise<void> {
    try {
      const parallel = await renderer.capacity()
      if (parallel === undefined || parallel === reportedCapacity) return
      reportedCapacity = parallel
      port.send({ type: 'capacity', parallel })
    } catch (error) {
      console.error('Could not measure how many jobs at once pay here', error)
    } finally {
      // Measuring reported runs of networks. Without this message the bot would mistake the idle time for a hang.
      reportIdle()
    }
  }

  return {
    done: done.promise,
    reportCapacity,
    receive(message) {
      switch (message.type) {
        case 'draw':
          void draw(message)
          return
        case 'cancel':
          jobs.get(message.id)?.abort(new Error('Cancelled'))
          return
        case 'likeness':
          // Encoding reports a run of a network, as measuring does.
          void compare(renderer, message, port).finally(reportIdle)
          return
        case 'shutdown':
          closing = true
          for (const controller of jobs.values()) controller.abort(new Error('Shutting down'))
          if (jobs.size === 0) done.resolve()
          return
        default:
          message satisfies never
      }
    },
  }
}

/** Compares texts between two steps of the jobs, so that it holds up no drawing for longer than it takes. */
async function compare(
  renderer: Pick<EngineRenderer, 'likeness'>,
  { id, texts, others }: Extract<ToEngine, { type: 'likeness' }>,
  port: Pick<Port, 'send'>,
): Promise<void> {
  let rows: number[][] | null = null
  try {
    rows = (await renderer.likeness(texts, others))?.map((row) => [...row]) ?? null
  } catch (error) {
    console.error('Could not compare texts', error)
  }
  port.send({ type: 'likeness', id, rows })
}

/** The part of an event that is sent to the bot: no numbers and, if requested, no preview. */
function plainEvent(event: RendererEvent, withoutPreview: boolean): DrawEvent {
  if (event.type === 'picture') {
    const { planes: _planes, kept: _kept, ...rest } = event
    return rest
  }
  if (event.type === 'step' && withoutPreview) {
    const { preview: _preview, ...rest } = event
    return rest
  }
  return event
}
