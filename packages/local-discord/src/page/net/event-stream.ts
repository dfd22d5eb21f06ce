import type { LocalEvent } from '../../page-protocol.ts'

export interface EventStream {
  close(): void
}

export interface EventStreamOptions {
  readonly as: string
  readonly onEvent: (event: LocalEvent) => void
  readonly onStatus: (status: 'connecting' | 'open' | 'lost') => void
}

const firstDelay = 500
const maxDelay = 8_000

/** Listens to `/local/events` as one person. A lost connection is opened again, with growing delays. */
export function openEventStream({ as, onEvent, onStatus }: EventStreamOptions): EventStream {
  let socket: WebSocket | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let delay = firstDelay
  let closed = false

  const connect = (): void => {
    const url = new URL(`/local/events?${new URLSearchParams({ as })}`, location.href)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    const current = new WebSocket(url)
    socket = current
    current.addEventListener('open', () => {
      if (closed || socket !== current) return
      delay = firstDelay
      onStatus('open')
    })
    current.addEventListener('message', ({ data }) => {
      if (!closed && socket === current) onEvent(JSON.parse(String(data)) as LocalEvent)
    })
    current.addEventListener('close', () => {
      if (closed || socket !== current) return
      onStatus('lost')
      timer = setTimeout(connect, delay)
      delay = Math.min(delay * 2, maxDelay)
    })
  }

  /** Connects at once when the person returns to the page or the network is back. */
  const reconnectNow = (): void => {
    if (closed || socket?.readyState !== WebSocket.CLOSED) return
    clearTimeout(timer)
    connect()
  }

  globalThis.addEventListener('online', reconnectNow)
  globalThis.addEventListener('focus', reconnectNow)
  onStatus('connecting')
  connect()
  return {
    close() {
      closed = true
      clearTimeout(timer)
      globalThis.removeEventListener('online', reconnectNow)
      globalThis.removeEventListener('focus', reconnectNow)
      socket?.close()
    },
  }
}
