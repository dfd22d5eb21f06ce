import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openExchange } from '#src/remote/open-exchange.ts'
import { storeAddress } from '#src/remote/store-address.ts'
import { requires } from '#test/requirement.ts'
import { scratchFolder } from '#test/store/scratch.ts'
import { startRedis } from './redis-server.ts'
import { bucket, credentials, startS3 } from './s3-server.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const large = new Uint8Array(6_000_000).map((_, index) => index % 251)
const isLarge = (bytes: Uint8Array | null): boolean => bytes !== null && Buffer.compare(bytes, large) === 0

async function redisExchange() {
  const redis = await startRedis(await scratchFolder())
  const exchange = openExchange({ queueUrl: redis.url, log: quiet })
  onTestFinished(async () => {
    await exchange.close()
    await redis.stop()
  })
  return { exchange, redis }
}

requires('redis')('pictures in Redis', () => {
  it('come back as they were, and are gone when they are removed', async () => {
    const { exchange } = await redisExchange()
    await exchange.put('a/picture-0', large)
    expect(isLarge(await exchange.get('a/picture-0'))).toBe(true)
    await exchange.remove(['a/picture-0', 'a/never'])
    expect(await exchange.get('a/picture-0')).toBeNull()
  })

  it('are forgotten after an hour', async () => {
    const { exchange, redis } = await redisExchange()
    await exchange.put('a', large)
    const seconds = Number(await redis.command('ttl', 'duckrabbit:picture:a'))
    expect(seconds).toBeGreaterThan(3_500)
    expect(seconds).toBeLessThanOrEqual(3_600)
  })
})

requires('versitygw')('pictures in an S3-compatible store', () => {
  async function s3Exchange(environment: Readonly<Record<string, string>> = credentials) {
    const folder = await scratchFolder()
    const s3 = await startS3(folder)
    onTestFinished(() => s3.stop())
    const exchange = openExchange({
      queueUrl: 'redis://unused',
      store: storeAddress.parse(s3.url),
      log: quiet,
      environment,
    })
    onTestFinished(() => exchange.close())
    return { exchange, s3, folder }
  }

  it('come back as they were, under the prefix, and are gone when they are removed', async () => {
    const { exchange, folder } = await s3Exchange()
    await exchange.put('a/picture-0', large)
    await access(join(folder, bucket, 'duck', 'a', 'picture-0'))
    expect(isLarge(await exchange.get('a/picture-0'))).toBe(true)
    await exchange.remove(['a/picture-0', 'a/never'])
    expect(await exchange.get('a/picture-0')).toBeNull()
    await exchange.remove([])
  })

  it('fail while the store is gone, and work again afterwards', async () => {
    const { exchange, s3 } = await s3Exchange()
    await s3.stop()
    await expect(exchange.put('a', large)).rejects.toThrow()
    await s3.start()
    await exchange.put('a', large)
    expect(isLarge(await exchange.get('a'))).toBe(true)
  })

  it('are refused with wrong credentials', async () => {
    const { exchange } = await s3Exchange({ ...credentials, AWS_SECRET_ACCESS_KEY: 'wrong' })
    await expect(exchange.get('a')).rejects.toThrow('SignatureDoesNotMatch')
    await expect(s3Exchange({})).rejects.toThrow('set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY')
  })
})
