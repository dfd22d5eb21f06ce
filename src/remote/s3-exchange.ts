import { AwsClient } from 'aws4fetch'
import type { PictureExchange } from './picture-exchange.ts'
import type { StoreAddress } from './store-address.ts'

export interface StoreCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Of temporary credentials. */
  readonly sessionToken?: string | undefined
}

/** Milliseconds after which a request to the store counts as failed. */
const timeout = 60_000

/** Pictures as objects in a bucket of an S3-compatible store. */
export function createS3Exchange(
  { bucket, prefix, endpoint, region }: StoreAddress,
  { accessKeyId, secretAccessKey, sessionToken }: StoreCredentials,
): PictureExchange {
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== undefined && { sessionToken }),
    region,
    service: 's3',
    // The callers retry, with their own timeouts.
    retries: 0,
  })
  // Only Amazon supports buckets as a part of the host name.
  const base = endpoint === undefined ? `https://${bucket}.s3.${region}.amazonaws.com` : `${endpoint}/${bucket}`

  async function request(method: 'PUT' | 'GET' | 'DELETE', key: string, body?: Uint8Array): Promise<Response> {
    const path = `${prefix}${key}`.split('/').map(encodeURIComponent).join('/')
    const signal = AbortSignal.timeout(timeout)
    const response = await client.fetch(`${base}/${path}`, { method, signal, ...(body && { body: Buffer.from(body) }) })
    if (response.ok || response.status === 404) return response
    throw new Error(`The store answered ${response.status} to ${method}: ${codeOf(await response.text())}`)
  }

  return {
    async put(key, bytes) {
      const { status } = await request('PUT', key, bytes)
      if (status === 404) throw new Error(`The store has no bucket ${bucket}`)
    },
    async get(key) {
      const response = await request('GET', key)
      if (response.status !== 404) return new Uint8Array(await response.arrayBuffer())
      const code = codeOf(await response.text())
      if (code === 'NoSuchBucket') throw new Error(`The store has no bucket ${bucket}`)
      return null
    },
    async remove(keys) {
      for (const key of keys) await request('DELETE', key)
    },
    close: () => Promise.resolve(),
  }
}

/** The code of an error in S3's XML. */
function codeOf(xml: string): string {
  return /<Code>([^<]*)<\/Code>/.exec(xml)?.[1] ?? 'no reason'
}
