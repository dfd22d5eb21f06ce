import { randomBytes } from 'node:crypto'
import { type HttpBindings, createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { type Clock, systemClock } from '@duckrabbit/clock'
import { createViewers } from './viewers.ts'
import type { Exchange, Faults } from './faults.ts'
import { createGateway } from './gateway/gateway.ts'
import type { Sharding } from './gateway/shards.ts'
import { gatewayHost } from './gateway/gateway-host.ts'
import { createInteractionRegistry } from './interactions/interaction-registry.ts'
import { createAttachmentLinks } from './attachment-links.ts'
import { type Profile, defaultProfile } from './profile.ts'
import type { ServerContext } from './server-context.ts'
import { createApi } from './rest/api.ts'
import { DEFAULT_FILE_LIMIT } from './rules/attachments.ts'
import { type RateLimits, createRateLimiter, discordRateLimits } from './rules/rate-limits.ts'
import { createSnowflakes } from './snowflake.ts'
import { type Guard, createGuard } from './web/guard.ts'
import { mediaRoutes } from './web/media-routes.ts'
import { listen } from './web/listen.ts'
import { pageRoutes } from './web/page-routes.ts'
import { attachSockets } from './web/sockets.ts'
import { defaultWorld } from './world/default-world.ts'
import type { HistoryFile } from './world/history-file.ts'
import { type OnWarning, openHistory } from './world/history-file.ts'
import type { World } from './world-types.ts'

export { type HistoryFile, historyFile } from './world/history-file.ts'
export type { Profile } from './profile.ts'

export interface LocalOptions {
  /** Where to listen. Default: 127.0.0.1. On any other address people need `accessToken`. */
  readonly host?: string
  /** Default: 0, any free port. */
  readonly port?: number
  /** The token that people need if `host` is not this machine. Default: random. */
  readonly accessToken?: string
  /** The bot's token. Default: random. */
  readonly token?: string
  /** Names, texts and the logo. Default: those of a nameless bot. */
  readonly profile?: Partial<Profile>
  /** Makes the guilds, channels and people. Default: one guild with the bot, one without, and three people. */
  readonly world?: (token: string, profile: Profile) => World
  /** The maximum size of an attachment in bytes. Default: 10 MiB. */
  readonly fileSizeLimit?: number
  /** Whether the server bundles and serves the page at `/`. Default: true. */
  readonly page?: boolean
  /** Stores the messages between two starts. Default: they are lost when the server stops. */
  readonly history?: HistoryFile
  /** Hears of problems that do not stop the server. Default: `console.warn`. */
  readonly onWarning?: OnWarning
  /** Called with defects of the server itself. Default: they are thrown on the next tick, so that nothing is swallowed. */
  readonly onDefect?: (error: unknown) => void

  /** The options from here on are for tests only. */
  readonly clock?: Clock
  readonly faults?: Faults
  readonly rateLimits?: RateLimits
  readonly privilegedIntents?: number
  /** Default: one shard, and no limit of how often shards identify. */
  readonly sharding?: Partial<Sharding>
  /** Called with every API request and its answer. */
  readonly onExchange?: (exchange: Exchange) => void
}

export interface LocalDiscord {
  /** For discord.js: `new Client({ rest: { api: apiUrl } })`. */
  readonly apiUrl: string
  /** For a person's browser; carries the access token where one is needed. */
  readonly pageUrl: string
  readonly accessToken: string | null
  /** The bot's token. */
  readonly token: string
  readonly applicationId: string
  /** For the actors of tests. */
  readonly context: ServerContext
  close(): Promise<void>
}

/** How long an idle connection is kept, in milliseconds. */
const KEEP_ALIVE = 10 * 60_000
/** How long clients are asked to keep an idle connection, in seconds. A client that closes one first never loses a request by it. */
const CLIENT_KEEP_ALIVE = 20
/** How many edits of a message over an hour old are allowed within an hour. */
const LATE_EDITS = 10

/**
 * Starts a local Discord: REST API, gateway, attachment links, and a page for people. discord.js connects to it unchanged.
 * It enforces Discord's rules (see `rules/`), so that what works here works there.
 */
export async function createLocalDiscord(options: LocalOptions = {}): Promise<LocalDiscord> {
  const host = options.host ?? '127.0.0.1'
  const clock = options.clock ?? systemClock
  const onDefect = options.onDefect ?? rethrow
  const profile = { ...defaultProfile, ...options.profile }
  const world = (options.world ?? defaultWorld)(
    options.token ?? `local.${randomBytes(24).toString('base64url')}`,
    profile,
  )
  const guard = createGuard(host, options.accessToken)
  const viewers = createViewers()
  let origin = ''
  const context: ServerContext = {
    world,
    profile,
    clock,
    nextId: createSnowflakes(clock),
    attachmentLinks: createAttachmentLinks(clock, randomBytes(32), world.applicationId),
    viewers,
    gateway: createGateway(gatewayHost(() => context, options.privilegedIntents ?? 0)),
    sharding: { recommended: 1, required: 1, concurrency: null, ...options.sharding },
    interactions: createInteractionRegistry(clock, viewers),
    limits: { fileSize: options.fileSizeLimit ?? DEFAULT_FILE_LIMIT, lateEdits: LATE_EDITS },
    origin: () => origin,
  }
  const history = await openHistory(world, options.history, clock, options.onWarning ?? warn)
  const app = await createApp(context, guard, options, onDefect)
  const server = createAdaptorServer({ fetch: app.fetch })
  // The bot may run in this process and keep it busy for seconds. If a connection were closed as idle at the moment when it
  // is used again, a request that was carried out would get no answer.
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = KEEP_ALIVE
  const sockets = attachSockets(server, context, guard)
  const port = await listen(server, host, options.port ?? 0)
  options.faults?.bind(context.gateway.control)

  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  origin = `http://${name}:${port}`
  return {
    apiUrl: `${origin}/api`,
    pageUrl: guard.accessToken === null ? `${origin}/` : `${origin}/?token=${guard.accessToken}`,
    accessToken: guard.accessToken,
    token: world.token,
    applicationId: world.applicationId,
    context,
    async close() {
      await history.close()
      context.gateway.close()
      sockets.close()
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
    },
  }
}

async function createApp(
  context: ServerContext,
  guard: Guard,
  options: LocalOptions,
  onDefect: (error: unknown) => void,
): Promise<Hono<{ Bindings: HttpBindings }>> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.use(async (c, next) => {
    const verdict = guard.check({
      host: c.req.header('host'),
      origin: c.req.header('origin'),
      cookie: c.req.header('cookie'),
      authorization: c.req.header('authorization'),
      path: c.req.path,
      token: c.req.query('token') ?? null,
    })
    switch (verdict) {
      case 'pass':
        await next()
        c.header('connection', 'keep-alive')
        c.header('keep-alive', `timeout=${CLIENT_KEEP_ALIVE}`)
        return undefined
      case 'set-cookie':
        c.header('set-cookie', guard.cookie)
        return c.redirect(c.req.path)
      case 'no-token':
        return c.text('This page needs the access token that was printed at the start. Open it with ?token=…', 401)
      case 'wrong-host':
      case 'wrong-origin':
        return c.text('This request does not come from the page of this server.', 403)
    }
  })
  app.route(
    '/',
    createApi({
      context,
      limiter: createRateLimiter(options.rateLimits ?? discordRateLimits, context.clock),
      faults: options.faults,
      onExchange: options.onExchange,
      onDefect,
    }),
  )
  app.route('/', mediaRoutes(context))
  if (options.page ?? true) app.route('/', await pageRoutes(context, onDefect))
  return app
}

function warn(sentence: string, cause: unknown): void {
  console.warn(sentence, cause)
}

function rethrow(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
