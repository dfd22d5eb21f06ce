/** What Discord demands of a bot's connections (https://docs.discord.com/developers/events/gateway#sharding). */
export interface Sharding {
  /** The number of shards that Discord recommends. */
  readonly recommended: number
  /** Fewer shards are refused with 4011. Discord wants one for each 2,500 guilds. */
  readonly required: number
  /** How many shards may identify within five seconds, where this is enforced; null where it is not. */
  readonly concurrency: number | null
}

export type Shard = readonly [index: number, count: number]

/** Milliseconds for which a shard's turn to identify is taken. */
const TURN = 5_000

/** The shard that hears of a guild. Direct messages, without a guild, are on shard 0. */
export function shardOf(guildId: string | null, count: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count))
}

/** Reads `shard` of an identify; null if it cannot be. Without it the connection hears of all guilds. */
export function readShard(shard: unknown): Shard | null {
  if (shard === undefined) return [0, 1]
  if (!Array.isArray(shard) || shard.length !== 2) return null
  const [index, count]: unknown[] = shard
  if (!Number.isInteger(index) || !Number.isInteger(count)) return null
  // Checked above.
  const [i, n] = [Number(index), Number(count)]
  return i >= 0 && i < n ? [i, n] : null
}

/**
 * Counts who identifies when. Shards with the same remainder of `index / concurrency` take turns of five seconds
 * (https://docs.discord.com/developers/events/gateway#rate-limiting).
 */
export function createIdentifyTurns(now: () => number) {
  const taken = new Map<number, number>()
  return {
    /** Whether this shard may identify now. */
    take([index]: Shard, { concurrency }: Pick<Sharding, 'concurrency'>): boolean {
      if (concurrency === null) return true
      const key = index % concurrency
      const last = taken.get(key)
      if (last !== undefined && now() - last < TURN) return false
      taken.set(key, now())
      return true
    },
  }
}
