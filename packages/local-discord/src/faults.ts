import type { GatewayControl } from './gateway/gateway.ts'

/** What goes wrong with one request. */
export type Fault =
  /** The connection breaks before the request is looked at. */
  | { readonly kind: 'drop' }
  /** The request is carried out, but the answer is lost. */
  | { readonly kind: 'lose-answer' }
  /** The request waits for this promise. */
  | { readonly kind: 'hold'; readonly until: Promise<void> }
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 | 504 }
  /** 429, with seconds to wait. */
  | { readonly kind: 'rate-limit'; readonly retryAfter: number; readonly global?: boolean }

/**
 * Faults on demand. Only tests pass this to the server.
 */
export interface Faults {
  /** Called for each API request. Null means no fault. */
  onRequest(request: { readonly method: string; readonly path: string }): Fault | null
  /** Gives the test control of the gateway. */
  bind(gateway: GatewayControl): void
}

/** A request and its answer, as tests read them. */
export interface Exchange {
  readonly method: string
  /** Without the query, below the API's version: `/channels/1/messages`. */
  readonly path: string
  /** The route it matched, as in Discord's documentation: `/channels/{channel_id}/messages`; null for an unknown one. */
  readonly route: string | null
  readonly query: Readonly<Record<string, string>>
  readonly authorized: boolean
  readonly json: unknown
  readonly files: readonly { readonly filename: string; readonly bytes: Uint8Array }[]
  readonly status: number
  readonly answer: unknown
  readonly headers: Readonly<Record<string, string>>
}
