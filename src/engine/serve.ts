import { jobErrorMessage } from '#src/workers/job-error.ts'
import { deferred } from '#src/workers/deferred.ts'
import type { DrawEvent, RendererEvent } from '#src/renderer/events.ts'
import type { FromEngine, ToEngine } from './protocol.ts'
import type { EngineRenderer } from '#src/renderer/create-renderer.ts'

/** The child's line to the bot. */
export interface Port {
  send(message: FromEngine): void
  /** Messages that are still on their way out. */
  backlog(): number
}

/** Previews are left out while this many messages have not gone out: steps matter, pictures of them do not. */
const crowded = 8

export interface EngineService {
  hear(message: ToEngine): void
  /** Resolves when it was told to shut down and nothing runs any more. */
  readonly over: Promise<void>
  /** Tells how many jobs at once pay here, once that is known. */
  tellCapacity(): Promise<void>
}

/** The engine's side of the protocol: draws what it is told to, several jobs at once, and tells how it goes. */
export function serve(renderer: EngineRenderer, port: Port): EngineService {
  const jobs = new Map<string, AbortController>()
  const over = deferred()
  let closing = false
  let told: number | undefined

  async function draw(message: Extract<ToEngine, { type: 'draw' }>): Promise<void> {
    const { id, request, pictures, options } = message
    const controller = new AbortController()
    jobs.set(id, controller)
    port.send({ type: 'activity', activity: { kind: 'between' } })
    try {
      const given = new Map(pictures.map(({ sha256, bytes }) => [sha256, bytes]))
      const events = renderer.draw(request, given, { ...options, signal: controller.signal })
      for await (const event of events) {
        port.send({ type: 'event', id, event: plain(event, port.backlog() > crowded) })
      }
      port.send({ type: 'speeds', speeds: renderer.speeds.entries() })
      port.send({ type: 'ended', id, how: 'done' })
    } catch (error) {
      if (controller.signal.aborted) port.send({ type: 'ended', id, how: 'cancelled' })
      else port.send(jobErrorMessage(id, error))
    } finally {
      jobs.delete(id)
      rest()
    }
  }

  function rest(): void {
    if (jobs.size > 0) return
    tellIdle()
    if (closing) over.resolve()
    else void tellCapacity()
  }

  function tellIdle(): void {
    if (jobs.size === 0) port.send({ type: 'activity', activity: { kind: 'idle' } })
  }

  /** Measured once a device, after the first picture: the first person does not wait for it. */
  async function tellCapacity(): Promise<void> {
    try {
      const parallel = await renderer.capacity()
      if (parallel === undefined || parallel === told) return
      told = parallel
      port.send({ type: 'capacity', parallel })
    } catch (error) {
      console.error('Could not measure how many jobs at once pay here', error)
    } finally {
      // Measuring ran networks; without this word the bot would count what follows as a hang.
      tellIdle()
    }
  }

  return {
    over: over.promise,
    tellCapacity,
    hear(message) {
      switch (message.type) {
        case 'draw':
          void draw(message)
          return
        case 'cancel':
          jobs.get(message.id)?.abort(new Error('Cancelled'))
          return
        case 'shutdown':
          closing = true
          for (const controller of jobs.values()) controller.abort(new Error('Shutting down'))
          if (jobs.size === 0) over.resolve()
          return
        default:
          message satisfies never
      }
    },
  }
}

/** What crosses to the bot: numbers stay here, and previews too when the line is crowded. */
function plain(event: RendererEvent, withoutPreview: boolean): DrawEvent {
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
