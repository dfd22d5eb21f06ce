import type { LocalEvent } from '../../page-protocol.ts'
import type { Store } from '../state/store.ts'
import type { AutocompleteRequests } from './autocomplete-requests.ts'
import { errorText } from './error-text.ts'
import type { EventStream, EventStreamOptions } from './event-stream.ts'
import type { HistoryLoader } from './history-loader.ts'
import type { LocalApi } from './local-api.ts'

interface ConnectionOptions {
  readonly store: Store
  readonly api: LocalApi
  readonly listen: (options: EventStreamOptions) => EventStream
  readonly autocomplete: AutocompleteRequests
  readonly history: HistoryLoader
  readonly toast: (text: string) => void
}

/** Waits between attempts to load the world, in milliseconds. */
const firstDelay = 500
const maxDelay = 8_000

/** Connects the store to the server's events. */
export function createConnection({ store, api, listen, autocomplete, history, toast }: ConnectionOptions) {
  let stream: EventStream | null = null

  const onEvent = (event: LocalEvent): void => {
    if (event.type === 'choices') autocomplete.answer(event.nonce, event.choices)
    if (event.type === 'interaction-failed') autocomplete.fail(event.nonce)
    store.dispatch({ type: 'event', event })
    if (event.type === 'world') void history.loadOpenChannel()
  }

  /** Reads everything again that may have changed while the connection was lost. */
  const catchUp = async (): Promise<void> => {
    try {
      store.dispatch({ type: 'world', world: await api.world() })
    } catch (error) {
      toast(errorText(error))
    }
    const { channelId } = store.get()
    if (channelId !== null) await history.load(channelId, 'newest')
  }

  return {
    /** Loads the world, as often as it takes until the server answers. */
    async loadWorld(): Promise<void> {
      for (let delay = firstDelay; ; delay = Math.min(delay * 2, maxDelay)) {
        try {
          store.dispatch({ type: 'world', world: await api.world() })
          return
        } catch {
          store.dispatch({ type: 'connection', connection: 'lost' })
          await new Promise((resolve) => setTimeout(resolve, delay))
        }
      }
    },
    /** Listens to events as one person. */
    connect(as: string): void {
      stream?.close()
      let lost = false
      stream = listen({
        as,
        onEvent,
        onStatus(status) {
          store.dispatch({ type: 'connection', connection: status })
          if (status === 'lost') lost = true
          if (status === 'open' && lost) {
            lost = false
            void catchUp()
          }
        },
      })
    },
  }
}
