import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { DiscordError, notFound, unauthorized } from '../discord-error.ts'
import type { Exchange, Faults } from '../faults.ts'
import type { ServerContext } from '../server-context.ts'
import type { Upload } from '../rules/attachments.ts'
import { type RateLimiter, tooMany } from '../rules/rate-limits.ts'
import { readBody } from './read-body.ts'
import type { Route } from './route.ts'
import { routes } from './routes.ts'

interface ApiOptions {
  readonly context: ServerContext
  readonly limiter: RateLimiter
  readonly faults: Faults | undefined
  readonly onExchange: ((exchange: Exchange) => void) | undefined
  /** Called with defects of the server, before the bot gets a 500. */
  readonly onDefect: (error: unknown) => void
}

interface Call {
  readonly request: Request
  readonly path: string
  readonly route: Route | null
  readonly params: Readonly<Record<string, string>>
  /** Breaks the connection. */
  readonly drop: () => void
}

/** The REST API below `/api`, with or without a version (https://docs.discord.com/developers/reference#api-versioning). */
export function createApi(options: ApiOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  for (const route of routes) {
    const pattern = route.path.replaceAll(/\{(\w+)\}/g, ':$1')
    for (const prefix of ['/api/v10', '/api']) {
      app.on(route.method, prefix + pattern, (c) =>
        answer(options, {
          request: c.req.raw,
          path: below(c.req.path),
          route,
          params: c.req.param(),
          drop: () => c.env.outgoing.destroy(),
        }),
      )
    }
  }
  app.all('/api/*', (c) =>
    answer(options, {
      request: c.req.raw,
      path: below(c.req.path),
      route: null,
      params: {},
      drop: () => c.env.outgoing.destroy(),
    }),
  )
  return app
}

const below = (path: string) => path.replace(/^\/api(\/v\d+)?/, '')

async function answer(options: ApiOptions, call: Call): Promise<Response> {
  const { request, path, route } = call
  const fault = options.faults?.onRequest({ method: request.method, path }) ?? null
  if (fault?.kind === 'hold') await fault.until
  if (fault?.kind === 'drop') {
    call.drop()
    return new Response(null)
  }
  const query = new URL(request.url).searchParams
  const authorized = request.headers.get('authorization') === `Bot ${options.context.world.token}`
  const seen: { json: unknown; uploads: readonly Upload[] } = { json: undefined, uploads: [] }
  let headers: Record<string, string> = {}
  let result: { status: number; body?: unknown }
  try {
    if (fault?.kind === 'rate-limit') throw tooMany(fault.retryAfter, fault.global ?? false)
    if (fault?.kind === 'status') throw new DiscordError(fault.status, { message: `${fault.status}: Fault`, code: 0 })
    if (route === null) throw notFound()
    if (route.auth === 'bot' && !authorized) throw unauthorized()
    headers = options.limiter.take(route.rate, bucketOf(route, call.params), route.auth === 'bot')
    Object.assign(seen, await readBody(request))
    result = route.handle(options.context, {
      method: request.method,
      path,
      param: (name) => call.params[name] ?? '',
      query,
      ...seen,
    })
  } catch (error) {
    if (!(error instanceof DiscordError)) options.onDefect(error)
    const answerError =
      error instanceof DiscordError ? error : new DiscordError(500, { message: '500: Internal Server Error', code: 0 })
    headers = { ...headers, ...answerError.headers }
    result = { status: answerError.status, body: answerError.body }
  }
  options.onExchange?.({
    method: request.method,
    path,
    route: route?.path ?? null,
    query: Object.fromEntries(query),
    authorized,
    json: seen.json,
    files: seen.uploads.map(({ filename, bytes }) => ({ filename, bytes })),
    status: result.status,
    answer: result.body,
    headers,
  })
  if (fault?.kind === 'lose-answer') {
    call.drop()
    return new Response(null)
  }
  if (result.body === undefined) return new Response(null, { status: result.status, headers })
  return Response.json(result.body, { status: result.status, headers })
}

/** Limits are counted by route and by its major parameters: channel, guild, or webhook with its token. */
function bucketOf(route: Route, params: Readonly<Record<string, string>>): string {
  const major = ['channel_id', 'guild_id', 'webhook_id', 'webhook_token', 'interaction_token'].map(
    (name) => params[name] ?? '',
  )
  return `${route.method} ${route.path}#${major.join(':')}`
}
