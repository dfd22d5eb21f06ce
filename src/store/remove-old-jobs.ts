import type { Kysely } from 'kysely'
import { activeStates } from './job-queries.ts'
import type { Tables } from './tables.ts'

/** Milliseconds that a process tries to deliver what an earlier one left, however old it is. */
const deliveryTime = 24 * 60 * 60 * 1000

/**
 * Removes the jobs that were delivered before `before` (milliseconds since 1970), and those that ended before it and
 * never reached their person. Returns how many.
 *
 * @param openFor milliseconds since this process opened the store
 */
export async function removeOldJobs(database: Kysely<Tables>, before: number, openFor: number): Promise<number> {
  const delivered = await database.deleteFrom('jobs').where('delivered_at', '<', before).executeTakeFirst()
  // After a long pause the bot may still reach people, so nothing that is owed is removed right after the start.
  if (openFor < deliveryTime) return Number(delivered.numDeletedRows)
  const owed = await database
    .deleteFrom('jobs')
    .where('delivered_at', 'is', null)
    .where('state', 'not in', activeStates)
    .where('ended_at', '<', before)
    .executeTakeFirst()
  return Number(delivered.numDeletedRows + owed.numDeletedRows)
}
