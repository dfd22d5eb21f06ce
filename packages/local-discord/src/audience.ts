import type { LocalEvent } from './page-protocol.ts'

/** Someone who looks: a person, and the address that media links shall have for them. */
export interface Viewer {
  readonly personId: string
  readonly origin: string
}

export interface Audience {
  /** Hears what this person sees, until the returned function is called. */
  subscribe(viewer: Viewer, listener: (event: LocalEvent) => void): () => void
  /** Tells everyone what `make` gives for them; null: nothing. */
  tell(make: (viewer: Viewer) => LocalEvent | null): void
}

export function createAudience(): Audience {
  const seats = new Set<{ viewer: Viewer; listener: (event: LocalEvent) => void }>()
  return {
    subscribe(viewer, listener) {
      const seat = { viewer, listener }
      seats.add(seat)
      return () => seats.delete(seat)
    },
    tell(make) {
      for (const { viewer, listener } of seats) {
        const event = make(viewer)
        if (event !== null) listener(event)
      }
    },
  }
}
