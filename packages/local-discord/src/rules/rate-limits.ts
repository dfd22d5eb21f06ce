import type { Clock } from '@duckrabbit/clock'
import { DiscordError } from '../discord-error.ts'

/** A number of requests in a number of milliseconds. */
interface Rate {
  readonly requests: number
  readonly per: number
}

/**
 * Discord publishes its limits only in headers and may change them. These are common values.
 * https://docs.discord.com/developers/topics/rate-limits
 */
export const rates = {
  standard: { requests: 20, per: 1000 },
  messageWrite: { requests: 5, per: 5000 },
  messageDelete: { requests: 5, per: 1000 },
  reaction: { requests: 1, per: 250 },
  webhook: { requests: 5, per: 2000 },
  commands: { requests: 5, per: 20_000 },
} as const satisfies Record<string, Rate>

/** All requests of a bot together, except those by interaction token. */
const GLOBAL_RATE: Rate = { requests: 50, per: 1000 }

export interface RateLimits {
  readonly global: Rate
  /** The rate of a bucket. Tests that are not about limits can make it as high as they like. */
  rate(name: keyof typeof rates): Rate
}

export const discordRateLimits: RateLimits = { global: GLOBAL_RATE, rate: (name) => rates[name] }

interface Window {
  count: number
  /** A reading of the monotonic clock. */
  resetAt: number
}

export interface RateLimiter {
  /** Counts a request and returns the rate limit headers, or throws 429. `bucket` names route and major parameter. */
  take(name: keyof typeof rates, bucket: string, countsGlobally: boolean): Record<string, string>
}

export function createRateLimiter(limits: RateLimits, clock: Pick<Clock, 'now' | 'monotonic'>): RateLimiter {
  const windows = new Map<string, Window>()
  const count = (key: string, rate: Rate) => {
    const at = clock.monotonic()
    const known = windows.get(key)
    const window = known !== undefined && known.resetAt > at ? known : { count: 0, resetAt: at + rate.per }
    window.count += 1
    windows.set(key, window)
    return { over: window.count > rate.requests, left: Math.max(0, rate.requests - window.count), window, at }
  }
  return {
    take(name, bucket, countsGlobally) {
      if (countsGlobally) {
        const { over, window, at } = count('global', limits.global)
        if (over) throw tooMany((window.resetAt - at) / 1000, true)
      }
      const rate = limits.rate(name)
      const { over, left, window, at } = count(bucket, rate)
      const wait = (window.resetAt - at) / 1000
      const headers = {
        'x-ratelimit-limit': String(rate.requests),
        'x-ratelimit-remaining': String(left),
        'x-ratelimit-reset': (clock.now() / 1000 + wait).toFixed(3),
        'x-ratelimit-reset-after': wait.toFixed(3),
        'x-ratelimit-bucket': bucketHash(bucket),
      }
      if (over) throw tooMany(wait, false, headers)
      return headers
    },
  }
}

/** The hash identifies the route without its major parameter: https://docs.discord.com/developers/topics/rate-limits#header-format */
function bucketHash(bucket: string): string {
  const [route = ''] = bucket.split('#')
  return Buffer.from(route).toString('hex').slice(0, 64)
}

export function tooMany(
  seconds: number,
  global: boolean,
  headers: Readonly<Record<string, string>> = {},
): DiscordError {
  return new DiscordError(
    429,
    { message: 'You are being rate limited.', retry_after: seconds, global, code: 0 },
    {
      ...headers,
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
  )
}
