import type { Store } from '../state/store.ts'
import { errorText } from './error-text.ts'
import { pageSize, type LocalApi } from './local-api.ts'

export interface HistoryLoader {
  load(channelId: string, page: 'newest' | 'older'): Promise<void>
  /** Loads the open channel if nothing of it is loaded yet. */
  loadOpenChannel(): Promise<void>
}

interface HistoryLoaderOptions {
  readonly store: Store
  readonly api: LocalApi
  readonly toast: (text: string) => void
}

/** Loads messages of channels into the store. */
export function createHistoryLoader({ store, api, toast }: HistoryLoaderOptions): HistoryLoader {
  const load: HistoryLoader['load'] = async (channelId, page) => {
    const { as, histories } = store.get()
    const history = histories[channelId]
    if (as === null) return
    if (page === 'older' && (history === undefined || history.complete || history.status === 'loading')) return
    const before = page === 'older' ? (history?.messages[0]?.id ?? null) : null
    store.dispatch({ type: 'history-loading', channelId })
    try {
      const messages = await api.messages(channelId, as, before)
      // The person has changed meanwhile, and with them what may be seen.
      if (store.get().as !== as) return
      store.dispatch({ type: 'history', channelId, page, messages, complete: messages.length < pageSize })
    } catch (error) {
      if (store.get().as !== as) return
      store.dispatch({ type: 'history-failed', channelId })
      toast(errorText(error))
    }
  }
  return {
    load,
    async loadOpenChannel() {
      const { channelId, histories } = store.get()
      if (channelId !== null && histories[channelId] === undefined) await load(channelId, 'newest')
    },
  }
}
