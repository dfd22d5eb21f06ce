import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import type { ChallengeStore } from './challenge-store.ts'
import type { ChallengeStoreOptions } from './options.ts'
import { challengeMethods } from './challenges.ts'
import { entryMethods } from './entries.ts'
import { postMethods } from './posts.ts'
import { seriesMethods } from './series.ts'
import { voteMethods } from './votes.ts'

export function createChallengeStore(database: Kysely<Tables>, options: ChallengeStoreOptions): ChallengeStore {
  return {
    ...challengeMethods(database, options),
    ...entryMethods(database, options),
    ...voteMethods(database, options),
    ...postMethods(database),
    ...seriesMethods(database, options),
  }
}
