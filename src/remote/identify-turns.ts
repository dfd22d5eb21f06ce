import { setTimeout as sleep } from 'node:timers/promises'
import { identifyKey } from './keys.ts'
import type { RedisConnection, RemoteLog } from './redis.ts'

export interface RedisTurnsOptions {
  readonly redis: Pick<RedisConnection, 'set' | 'pttl'>
  /** The id that all processes of the bot have in common. */
  readonly bot: string
  readonly log: RemoteLog
  /** Milliseconds of a turn. Default: Discord's five seconds and a little. */
  readonly turn?: number
}

/**
 * Turns that several processes take, as keys in Redis that expire. While Redis does not answer, each process waits for the time of a
 * turn: Discord turns away who is too early, and discord.js tries again.
 */
export function createRedisTurns({ redis, bot, log, turn = 5_250 }: RedisTurnsOptions) {
  return {
    /** Resolves when the next turn of a lane is this process's. @throws the signal's reason */
    async wait(lane: number, signal: AbortSignal): Promise<void> {
      const key = identifyKey(bot, lane)
      for (;;) {
        signal.throwIfAborted()
        const left = await takeTurn(redis, key, turn).catch((error: unknown) => {
          log.warn({ err: error }, 'Redis does not say whose turn it is to connect to Discord')
          return undefined
        })
        if (left === 0) return
        await sleep(left ?? turn, undefined, { signal })
        if (left === undefined) return
      }
    },
  }
}

/** 0 if the turn is ours, or else milliseconds until it may be asked for again. */
async function takeTurn(redis: RedisTurnsOptions['redis'], key: string, turn: number): Promise<number> {
  if ((await redis.set(key, '1', 'PX', turn, 'NX')) === 'OK') return 0
  return Math.max(50, await redis.pttl(key))
}
