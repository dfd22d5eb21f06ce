import { pictureKey } from './keys.ts'
import type { PictureExchange } from './picture-exchange.ts'
import type { RedisConnection } from './redis.ts'

/** Seconds after which Redis forgets a picture that nobody has fetched and removed. */
const lifetime = 60 * 60

/** Pictures in Redis itself, for setups without another store. */
export function createRedisExchange(redis: RedisConnection): PictureExchange {
  return {
    async put(key, bytes) {
      await redis.set(pictureKey(key), Buffer.from(bytes), 'EX', lifetime)
    },
    async get(key) {
      const bytes = await redis.getBuffer(pictureKey(key))
      return bytes === null ? null : new Uint8Array(bytes)
    },
    async remove(keys) {
      if (keys.length > 0) await redis.unlink(...keys.map(pictureKey))
    },
    close: () => Promise.resolve(),
  }
}
