import { z } from 'zod'

/** The shards that one of several bot processes serves: `first` to `last` of `count`, numbered from 0. */
export interface ShardRange {
  readonly first: number
  readonly last: number
  readonly count: number
}

/** The most shards of a bot. */
const most = 1000

const text = /^(\d{1,4})(?:-(\d{1,4}))?\/(\d{1,4})$/

/** What SHARDS may be. */
export const shardsHint = 'must be auto, a whole number from 1 to 1000, or a part of the shards such as 0-3/16'

/** `0-3/16`: the shards 0 to 3 of 16. `5/16`: shard 5 alone. */
export const shardRange = z
  .string()
  .regex(text, { error: shardsHint })
  .transform(readRange)
  .refine(isInside, { error: shardsHint })

function readRange(given: string): ShardRange {
  const [, first = '', last = first, count] = text.exec(given) ?? []
  return { first: Number(first), last: Number(last), count: Number(count) }
}

function isInside({ first, last, count }: ShardRange): boolean {
  return first <= last && last < count && count <= most
}

/** Whether other processes serve the rest. */
export const isPart = ({ first, last, count }: ShardRange): boolean => last - first + 1 < count

/** As in SHARDS. */
export const rangeText = ({ first, last, count }: ShardRange): string =>
  first === last ? `${first}/${count}` : `${first}-${last}/${count}`

/**
 * The shard that Discord sends the events of a guild to. Direct messages, without a guild, arrive on shard 0.
 * https://docs.discord.com/developers/events/gateway#sharding
 */
export function shardOf(guildId: string | null, count: number): number {
  return guildId !== null && /^\d+$/.test(guildId) ? Number((BigInt(guildId) >> 22n) % BigInt(count)) : 0
}

/** Which part of the bot's work belongs to this process. */
export interface OwnShards {
  /** Whether this process looks after a guild, or after direct messages (null). */
  ownsGuild(guildId: string | null): boolean
  /** What a job from a guild is marked with: shard and number of shards, such as `3/16`. Null if there is one process only. */
  markOf(guildId: string | null): string | null
  /** Whether a job is drawn and answered by this process. */
  ownsJob(mark: string | null, guildId: string | null): boolean
}

/**
 * The part of the work that belongs to a range of shards; without a range, all of it.
 *
 * A job belongs to the process that has accepted it, also if the guild is on another shard: Discord does not promise on
 * which shard a command arrives that somebody uses in a guild without the bot. After the number of shards has changed, the
 * guild decides.
 */
export function ownShards(range: ShardRange | undefined): OwnShards {
  if (range === undefined) return { ownsGuild: () => true, markOf: () => null, ownsJob: () => true }
  const { first, last, count } = range
  const isOwn = (shard: number): boolean => first <= shard && shard <= last
  const ownsGuild = (guildId: string | null): boolean => isOwn(shardOf(guildId, count))
  return {
    ownsGuild,
    markOf: (guildId) => `${ownsGuild(guildId) ? shardOf(guildId, count) : first}/${count}`,
    ownsJob(mark, guildId) {
      const [shard, shards] = mark?.split('/').map(Number) ?? []
      return shard !== undefined && shards === count ? isOwn(shard) : ownsGuild(guildId)
    },
  }
}
