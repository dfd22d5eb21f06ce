import type { Kysely, Selectable } from 'kysely'
import type { OwnShards } from '#src/shard-range.ts'
import { reserve } from './charges.ts'
import { guildOfOrigin } from './guild-of-origin.ts'
import { jobOf } from './job-rows.ts'
import type { Job } from './job.ts'
import type { AcceptedJob, TokenStore } from './store.ts'
import type { JobRow, Tables } from './tables.ts'

export interface AcceptOptions {
  readonly tokens: TokenStore
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
  readonly own: Pick<OwnShards, 'markOf'>
}

/** Writes a new waiting job; see `JobStore.accept`. */
export async function acceptJob(
  database: Kysely<Tables>,
  accepted: AcceptedJob,
  limit: number,
  { tokens, now, newId, own }: AcceptOptions,
): Promise<Job | null> {
  const { token } = accepted
  const id = newId()
  // The token comes first. A job without its token could not be answered, while a token without its job is swept.
  if (token !== undefined) await tokens.put(id, token)
  const inserting = database.transaction().execute(async (transaction) => {
    const { waiting } = await transaction
      .selectFrom('jobs')
      .select(({ fn }) => fn.countAll<number>().as('waiting'))
      .where('person_id', '=', accepted.personId)
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow()
    if (waiting >= limit) return undefined
    const { allowance } = accepted
    const personId = allowance?.personId ?? accepted.personId
    if (allowance !== undefined) await reserve(transaction, { id, personId }, allowance, now())
    return insertJob(transaction, id, accepted, { now: now(), own })
  })
  try {
    const row = await inserting
    if (row !== undefined) return jobOf(row)
  } catch (error) {
    await tokens.remove(id)
    throw error
  }
  await tokens.remove(id)
  return null
}

async function insertJob(
  database: Kysely<Tables>,
  id: string,
  { personId, request, origin, parentId, pictures }: AcceptedJob,
  { now, own }: { readonly now: number; readonly own: AcceptOptions['own'] },
): Promise<Selectable<JobRow>> {
  const stored = JSON.stringify(origin)
  const inserted = await database
    .insertInto('jobs')
    .values({
      id,
      person_id: personId,
      request: JSON.stringify(request),
      origin: stored,
      parent_id: parentId ?? null,
      state: 'waiting',
      failure: null,
      accepted_at: now,
      started_at: null,
      ended_at: null,
      delivered_at: null,
      shard: own.markOf(guildOfOrigin(stored)),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const named = [...new Set(pictures)].map((sha256) => ({ job_id: id, sha256 }))
  if (named.length > 0) await database.insertInto('job_pictures').values(named).execute()
  return inserted
}
