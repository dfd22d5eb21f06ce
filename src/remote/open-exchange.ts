import type { PictureExchange } from './picture-exchange.ts'
import { connectPatiently, type RemoteLog } from './redis.ts'
import { createRedisExchange } from './redis-exchange.ts'

export interface ExchangeOptions {
  /** The URL of Redis. */
  readonly queueUrl: string
  readonly log: RemoteLog
}

/** Opens the place where bot and workers leave pictures for each other. */
export function openExchange({ queueUrl, log }: ExchangeOptions): PictureExchange {
  const redis = connectPatiently(queueUrl, log)
  return { ...createRedisExchange(redis), close: () => Promise.resolve(redis.disconnect()) }
}
