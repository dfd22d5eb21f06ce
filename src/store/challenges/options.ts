import type { OwnShards } from '#src/shard-range.ts'

/** The dependencies of the store of challenges. */
export interface ChallengeStoreOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
  /** Which guilds this process looks after. */
  readonly own: Pick<OwnShards, 'ownsGuild'>
  /** A whole number below 2^31. */
  readonly newSeed: () => number
}
