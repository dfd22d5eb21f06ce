import { Redis, type RedisOptions } from 'ioredis'

export type RedisConnection = Redis

/** Receives reports about the connection; a pino logger will do. */
export interface RemoteLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

const retryStrategy = (attempts: number): number => Math.min(2_000, 50 * 2 ** Math.min(attempts, 6))

/** Reconnects for ever, and logs each loss once. Errors name the address, but never the password of the URL. */
function connect(url: string, options: Omit<RedisOptions, 'replyMapping'>, log: RemoteLog): Redis {
  const redis = new Redis(url, { retryStrategy, connectTimeout: 5_000, ...options })
  let isLost = false
  redis.on('error', (error: Error) => {
    if (!isLost) log.error({ err: error }, 'Redis cannot be reached; trying again')
    isLost = true
  })
  redis.on('ready', () => {
    if (isLost) log.info({}, 'Redis can be reached again')
    isLost = false
  })
  return redis
}

/** Connects a bot, which must go on without Redis: a command fails within seconds if there is no connection. */
export function connectFailingFast(url: string, log: RemoteLog): Redis {
  return connect(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 5_000, socketTimeout }, log)
}

/** Milliseconds after which a connection that does not answer counts as dead, though nobody closed it. */
const socketTimeout = 15_000

/** Connects a worker, which can do nothing without Redis, or a subscription: a command waits for the connection. */
export function connectWithRetries(url: string, log: RemoteLog): Redis {
  return connect(url, { maxRetriesPerRequest: null, socketTimeout }, log)
}
