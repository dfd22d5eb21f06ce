import type { LocalEvent } from '../page-protocol.ts'
import type { ServerContext } from '../server-context.ts'

/** How long a test waits before it fails, in real milliseconds. It only ends what hangs. */
const TIMEOUT = 90_000
/** How many events the error message lists. */
const NAMED = 30

/** The events that one person has seen so far, and a way to wait for more. */
export interface Watch {
  readonly events: readonly LocalEvent[]
  /** The first result of `pick`, from event `from` on. */
  until<T>(what: string, from: number, pick: (event: LocalEvent) => T | undefined): Promise<T>
  close(): void
}

export function watch(context: ServerContext, personId: string): Watch {
  const events: LocalEvent[] = []
  const waiting = new Set<() => void>()
  const close = context.viewers.subscribe({ personId, origin: context.origin() }, (event) => {
    events.push(event)
    for (const look of waiting) look()
  })
  return {
    events,
    close,
    until(what, from, pick) {
      return new Promise((resolve, reject) => {
        let at = from
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(
            new Error(
              `waited for ${what}; seen since:\n${events.slice(from).slice(-NAMED).map(describe).join('\n') || 'nothing'}`,
            ),
          )
        }, TIMEOUT)
        const look = () => {
          for (; at < events.length; at += 1) {
            const event = events[at]
            const picked = event === undefined ? undefined : pick(event)
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
