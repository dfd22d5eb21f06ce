import type { LocalEvent } from '../page-protocol.ts'
import type { ServerContext } from '../server-context.ts'

/** How long a test waits before it fails, in real milliseconds. It only ends what hangs. */
const TIMEOUT = 90_000
/** How many events the error message lists. */
const NAMED = 30

/** The events that one person has seen so far, and a way to wait for more. Each has a number, which counts from 0. */
export interface Watch {
  /** The number of the next event. */
  readonly next: number
  /** The events from number `from` on that are not forgotten. */
  since(from: number): readonly LocalEvent[]
  /** The first result of `pick`, from event `from` on. */
  until<T>(what: string, from: number, pick: (event: LocalEvent, number: number) => T | undefined): Promise<T>
  /** Drops the events so far. */
  forget(): void
  close(): void
}

export function watch(context: ServerContext, personId: string): Watch {
  let events: LocalEvent[] = []
  let forgotten = 0
  const since = (from: number): readonly LocalEvent[] => events.slice(Math.max(0, from - forgotten))
  const waiting = new Set<() => void>()
  const close = context.viewers.subscribe({ personId, origin: context.origin() }, (event) => {
    events.push(event)
    for (const look of waiting) look()
  })
  return {
    get next() {
      return forgotten + events.length
    },
    since,
    forget() {
      forgotten += events.length
      events = []
    },
    close,
    until(what, from, pick) {
      return new Promise((resolve, reject) => {
        let at = from
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(
            new Error(
              `waited for ${what}; seen since:\n${since(from).slice(-NAMED).map(describe).join('\n') || 'nothing'}`,
            ),
          )
        }, TIMEOUT)
        const look = () => {
          for (at = Math.max(at, forgotten); at < forgotten + events.length; at += 1) {
            const event = events[at - forgotten]
            const picked = event === undefined ? undefined : pick(event, at)
            if (picked === undefined) continue
            clearTimeout(timer)
            waiting.delete(look)
            resolve(picked)
            return
          }
        }
        waiting.add(look)
        look()
      })
    },
  }
}

function describe(event: LocalEvent): string {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the others need nothing
  switch (event.type) {
    case 'message':
    case 'message-edited':
      return `${event.type}: ${event.message.loading ? '(thinking)' : JSON.stringify(event.message.content || event.message.components).slice(0, 300)}`
    case 'interaction-failed':
      return `${event.type}: ${event.reason}`
    case 'modal':
      return `${event.type}: ${event.modal.title}`
    default:
      return event.type
  }
}
