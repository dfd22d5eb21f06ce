import type { LocalEvent } from './page-protocol.ts'

/** Someone who watches the server: a person, and the origin that links to attachments have for them. */
interface Viewer {
  readonly personId: string
  readonly origin: string
}

/** Everyone who watches: open pages and the actors of tests. */
export interface Viewers {
  /** Calls `listener` with each event that this person can see, until the returned function is called. */
  subscribe(viewer: Viewer, listener: (event: LocalEvent) => void): () => void
  /** Sends each viewer the event that `make` returns for them; nothing where it returns null. */
  send(make: (viewer: Viewer) => LocalEvent | null): void
}

export function createViewers(): Viewers {
  const subscribers = new Set<{ viewer: Viewer; listener: (event: LocalEvent) => void }>()
  return {
    subscribe(viewer, listener) {
      const subscriber = { viewer, listener }
      subscribers.add(subscriber)
      return () => subscribers.delete(subscriber)
    },
    send(make) {
      for (const { viewer, listener } of subscribers) {
        const event = make(viewer)
        if (event !== null) listener(event)
      }
    },
  }
}
