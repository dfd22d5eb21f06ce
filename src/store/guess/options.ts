import type { OwnShards } from '#src/shard-range.ts'

/** What the store of guessing rounds needs from outside. */
export interface GuessStoreOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
  /** Which guilds this process looks after. */
  readonly own: Pick<OwnShards, 'ownsGuild'>
}
