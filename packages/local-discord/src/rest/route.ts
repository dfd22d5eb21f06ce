import type { ServerContext } from '../server-context.ts'
import type { Upload } from '../rules/attachments.ts'
import type { rates } from '../rules/rate-limits.ts'

export interface ApiRequest {
  readonly method: string
  readonly path: string
  /** A parameter of the route, decoded. */
  param(name: string): string
  readonly query: URLSearchParams
  readonly json: unknown
  readonly uploads: readonly Upload[]
}

interface ApiAnswer {
  readonly status: 200 | 201 | 204
  readonly body?: unknown
}

export type Handler = (context: ServerContext, request: ApiRequest) => ApiAnswer

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As Discord's documentation writes it: `/channels/{channel_id}/messages`. */
  readonly path: string
  readonly handle: Handler
  /** `bot`: needs the bot's token. `token`: the interaction token in the address is enough, or nothing is needed. */
  readonly auth: 'bot' | 'token'
  readonly rate: keyof typeof rates
}

type Options = Partial<Pick<Route, 'auth' | 'rate'>>

const define =
  (method: Route['method']) =>
  (path: string, handle: Handler, options: Options = {}): Route => ({
    method,
    path,
    handle,
    auth: options.auth ?? 'bot',
    rate: options.rate ?? 'standard',
  })

export const get = define('GET')
export const post = define('POST')
export const put = define('PUT')
export const patch = define('PATCH')
export const del = define('DELETE')

export const ok = (body: unknown): ApiAnswer => ({ status: 200, body })
export const created = (body: unknown): ApiAnswer => ({ status: 201, body })
export const none = (): ApiAnswer => ({ status: 204 })
