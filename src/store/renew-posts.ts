import { sql, type Kysely } from 'kysely'
import { outcomesWithSolution } from '#src/community/guess/round.ts'
import type { Tables } from './tables.ts'

/** A count, so that a change while messages are being posted is not taken for one of those that they show. */
const dueAgain = { posts_due: sql<number>`posts_due + 1` }

/**
 * Has the podiums and rounds that show a job made anew, without it. Runs in the transaction that deletes the job, before it
 * is gone. What is not over looks after its messages by itself.
 */
export async function renewPostsOfJob(rows: Kysely<Tables>, jobId: string): Promise<void> {
  const challenges = rows.selectFrom('challenge_entries').select('challenge_id').where('job_id', '=', jobId)
  const podiums = rows.updateTable('challenges').set(dueAgain).where('phase', '=', 'ended')
  await podiums.where('id', 'in', challenges).execute()
  const rounds = rows.updateTable('guess_rounds').set(dueAgain).where('phase', '=', 'ended')
  await rounds.where('outcome', 'in', outcomesWithSolution).where('job_id', '=', jobId).execute()
}

/** The same for the podiums that name a person. */
export async function renewPodiumsOf(rows: Kysely<Tables>, personId: string): Promise<void> {
  const challenges = rows.selectFrom('challenge_standings').select('challenge_id').where('person_id', '=', personId)
  const podiums = rows.updateTable('challenges').set(dueAgain).where('phase', '=', 'ended')
  await podiums.where('id', 'in', challenges).execute()
}
