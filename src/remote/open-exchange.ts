import { UserError } from '#src/errors.ts'
import type { PictureExchange } from './picture-exchange.ts'
import { connectWithRetries, type RemoteLog } from './redis.ts'
import { createRedisExchange } from './redis-exchange.ts'
import { createS3Exchange, type StoreCredentials } from './s3-exchange.ts'
import type { StoreAddress } from './store-address.ts'

export interface ExchangeOptions {
  /** The URL of Redis. */
  readonly queueUrl: string
  /** Default: Redis itself. */
  readonly store?: StoreAddress | undefined
  readonly log: RemoteLog
  /** Where the credentials of the store are. Default: `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>
}

/**
 * Opens the exchange of pictures between bot and workers.
 *
 * @throws UserError `bad-configuration` where the credentials of a store are not set
 */
export function openExchange({ queueUrl, store, log, environment = process.env }: ExchangeOptions): PictureExchange {
  if (store !== undefined) return createS3Exchange(store, credentialsOf(environment))
  const redis = connectWithRetries(queueUrl, log)
  return { ...createRedisExchange(redis), close: () => Promise.resolve(redis.disconnect()) }
}

function credentialsOf(environment: Readonly<Record<string, string | undefined>>): StoreCredentials {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
    AWS_SESSION_TOKEN: sessionToken,
  } = environment
  if (accessKeyId === '' || secretAccessKey === '') {
    throw new UserError(
      'bad-configuration',
      'STORE_URL needs credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.',
    )
  }
  return { accessKeyId, secretAccessKey, sessionToken: sessionToken === '' ? undefined : sessionToken }
}
