import { z } from 'zod'

/** A bucket of an S3-compatible store. */
export interface StoreAddress {
  readonly bucket: string
  /** In front of every key, empty or with a slash at its end. */
  readonly prefix: string
  /** Undefined for Amazon's own. */
  readonly endpoint: string | undefined
  readonly region: string
}

const message =
  'STORE_URL is not the address of a bucket; it looks like s3://BUCKET/PREFIX?endpoint=https://HOST:9000&region=us-east-1.'

/** `s3://BUCKET/PREFIX?endpoint=URL&region=REGION`. It holds no credentials. */
export const storeAddress = z.string().transform((text, context): StoreAddress => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isBucket = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url?.hostname ?? '')
  if (url?.protocol !== 's3:' || !isBucket || url.port !== '') return refuse(context, message)
  if (url.username !== '' || url.password !== '') {
    return refuse(
      context,
      'STORE_URL holds credentials; remove them, and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    )
  }
  const endpoint = url.searchParams.get('endpoint') ?? undefined
  if (endpoint !== undefined && !/^https?:\/\/[^/@]+\/?$/.test(endpoint)) return refuse(context, message)
  const path = url.pathname.replace(/^\/+|\/+$/g, '')
  return {
    bucket: url.hostname,
    prefix: path === '' ? '' : `${path}/`,
    endpoint,
    region: url.searchParams.get('region') ?? 'us-east-1',
  }
})

function refuse(context: z.RefinementCtx, sentence: string): never {
  context.addIssue({ code: 'custom', message: sentence })
  return z.NEVER
}
