import type { ExpressionBuilder, Kysely } from 'kysely'
import { activeStates } from './job-queries.ts'
import type { Tables } from './tables.ts'

/** Milliseconds for which a process tries to deliver the results of an earlier one, however old they are. */
const deliveryTime = 24 * 60 * 60 * 1000

/**
 * Removes jobs that were delivered before `before` (milliseconds since 1970), and jobs that ended before it and were
 * never delivered. Returns the number of removed jobs.
 *
 * @param openFor milliseconds since this process opened the store
 */
export async function removeOldJobs(database: Kysely<Tables>, before: number, openFor: number): Promise<number> {
  const delivered = await database
    .deleteFrom('jobs')
    .where('delivered_at', '<', before)
    .where(isInNoOpenChallenge)
    .executeTakeFirst()
  // After a long pause the bot may still be able to deliver, so undelivered jobs are not removed right after the start.
  if (openFor < deliveryTime) return Number(delivered.numDeletedRows)
  const owed = await database
    .deleteFrom('jobs')
    .where('delivered_at', 'is', null)
    .where('state', 'not in', activeStates)
    .where('ended_at', '<', before)
    .where(isInNoOpenChallenge)
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
