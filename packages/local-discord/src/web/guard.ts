import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const COOKIE = 'local_discord_access'
const loopback = ['127.0.0.1', 'localhost', '[::1]']

/** What a request reveals about its origin. */
interface RequestOrigin {
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly cookie: string | undefined
  readonly authorization: string | undefined
  readonly path: string
  readonly token: string | null
}

type Verdict = 'pass' | 'set-cookie' | 'wrong-host' | 'wrong-origin' | 'no-token'

export interface Guard {
  /** The token that people need if the server listens beyond this machine; null on loopback. */
  readonly accessToken: string | null
  check(request: RequestOrigin): Verdict
  readonly cookie: string
}

/**
 * Keeps out other web sites and other machines. Another page could send requests to this machine (with its own Origin) or
 * point its name at 127.0.0.1 (with its own Host). Beyond loopback every person needs the token. The bot's requests
 * carry the bot's token, which the API checks.
 */
export function createGuard(host: string, accessToken: string | undefined): Guard {
  const local = host === '127.0.0.1' || host === 'localhost' || host === '::1'
  const secret = local ? null : (accessToken ?? randomBytes(24).toString('base64url'))
  const hostFits = (name: string) => !local || loopback.includes(name)
  return {
    accessToken: secret,
    cookie: `${COOKIE}=${secret ?? ''}; HttpOnly; SameSite=Strict; Path=/`,
    check(request) {
      if (request.host === undefined || !hostFits(hostname(request.host))) return 'wrong-host'
      if (request.origin !== undefined && request.origin !== `http://${request.host}`) return 'wrong-origin'
      if (secret === null || !needsToken(request.path)) return 'pass'
      if (same(cookieOf(request.cookie), secret) || same(request.authorization?.replace(/^Bearer /, ''), secret)) {
        return 'pass'
      }
      return same(request.token ?? undefined, secret) ? 'set-cookie' : 'no-token'
    },
  }
}

/** Reads what the guard needs from a request of Node's HTTP server: WebSockets begin as such. */
export function requestOriginOf(request: IncomingMessage): RequestOrigin {
  const url = new URL(request.url ?? '/', 'http://localhost')
  return {
    host: request.headers.host,
    origin: request.headers.origin,
    cookie: request.headers.cookie,
    authorization: request.headers.authorization,
    path: url.pathname,
    token: url.searchParams.get('token'),
  }
}

/** The API and the gateway check the bot's token, and links to attachments are signed. */
function needsToken(path: string): boolean {
  return !/^\/(api\/|gateway$|attachments\/|ephemeral-attachments\/)/.test(path)
}

function hostname(host: string): string {
  return host.replace(/:\d+$/, '')
}

function cookieOf(header: string | undefined): string | undefined {
  return header
    ?.split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1)
}

function same(given: string | undefined, secret: string): boolean {
  if (given === undefined) return false
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}
