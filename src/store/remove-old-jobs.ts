import { sql, type ExpressionBuilder, type Kysely } from 'kysely'
import { removeStarPosts } from './gallery/star-posts.ts'
import { isPostgres } from './is-postgres.ts'
import { activeStates } from './job-queries.ts'
import type { Tables } from './tables.ts'

const day = 24 * 60 * 60 * 1000
/** Milliseconds that a process tries to deliver what an earlier one left, however old it is. */
const deliveryTime = day

export interface Retention {
  /** Days that ended jobs are kept; null keeps them for good. */
  readonly keepDays: number | null
  /** Days by the id of a guild that keeps its jobs for a shorter time. */
  readonly guilds: ReadonlyMap<string, number>
}

/**
 * Removes the jobs that were delivered before their retention began, and those that ended before it and never reached
 * their person. Returns how many.
 *
 * @param openFor milliseconds since this process opened the store
 */
export async function removeOldJobs(
  database: Kysely<Tables>,
  { keepDays, guilds }: Retention,
  { now, openFor }: { readonly now: number; readonly openFor: number },
): Promise<number> {
  let removed = 0
  for (const [guildId, days] of guilds)
    if (days > 0) removed += await removeBefore(database, now - days * day, openFor, guildId)
  if (keepDays !== null) removed += await removeBefore(database, now - keepDays * day, openFor)
  return removed
}

async function removeBefore(
  database: Kysely<Tables>,
  before: number,
  openFor: number,
  guildId?: string,
): Promise<number> {
  const here = ({ lit }: ExpressionBuilder<Tables, 'jobs'>) =>
    guildId === undefined ? lit(true) : sql<boolean>`${guildOf(database)} = ${guildId}`
  const isOld = (where: ExpressionBuilder<Tables, 'jobs'>) =>
    where.and([where('delivered_at', '<', before), here(where), isInNoOpenChallenge(where)])
  const delivered = await database.transaction().execute(async (rows) => {
    await removeStarPosts(rows, isOld)
    return rows.deleteFrom('jobs').where(isOld).executeTakeFirst()
  })
  // After a long pause the bot may still be able to deliver, so undelivered jobs are not removed right after the start.
  if (openFor < deliveryTime) return Number(delivered.numDeletedRows)
  const owed = await database
    .deleteFrom('jobs')
    .where('delivered_at', 'is', null)
    .where('state', 'not in', activeStates)
    .where('ended_at', '<', before)
    .where(isInNoOpenChallenge)
    .where(here)
    .executeTakeFirst()
  return Number(delivered.numDeletedRows + owed.numDeletedRows)
}

/** A picture that takes part in a challenge stays until the challenge is over. */
const isInNoOpenChallenge = ({ not, exists, selectFrom }: ExpressionBuilder<Tables, 'jobs'>) =>
  not(
    exists(
      selectFrom('challenge_entries')
        .innerJoin('challenges', 'challenges.id', 'challenge_entries.challenge_id')
        .select('challenge_entries.id')
        .whereRef('challenge_entries.job_id', '=', 'jobs.id')
        .where('challenge_entries.state', '=', 'in')
        .where('challenges.phase', 'in', ['entries', 'voting']),
    ),
  )

/** The guild where a job was asked for. */
const guildOf = (database: Kysely<Tables>) =>
  isPostgres(database) ? sql`(jobs.origin::json ->> 'guildId')` : sql`json_extract(jobs.origin, '$.guildId')`
