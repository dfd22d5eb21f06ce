import type { JobEvent } from './job-queue.ts'
import type { QueueLog } from './queue-log.ts'

/** Passes events to the queue's listeners. */
export interface QueueEvents {
  emit(event: JobEvent): void
  /** The returned function unsubscribes. */
  subscribe(listener: (event: JobEvent) => void): () => void
}

/** Errors of a listener are logged and do not keep the event from other listeners. */
export function createQueueEvents(log: QueueLog): QueueEvents {
  const listeners = new Set<(event: JobEvent) => void>()
  return {
    emit(event) {
      for (const listener of listeners) {
        try {
          listener(event)
        } catch (error) {
          log.error({ err: error, event: event.type }, 'A listener of the queue failed')
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
