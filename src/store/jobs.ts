import type { Kysely, Selectable } from 'kysely'
import { fromJson } from './json-column.ts'
import { job, type Job, type JobState } from './job.ts'
import type { JobStore, TokenStore } from './store.ts'
import type { JobRow, Tables } from './tables.ts'

export interface JobStoreOptions {
  readonly tokens: TokenStore
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
}

const active: readonly JobState[] = ['waiting', 'running']

/** Jobs as rows. */
export function createJobStore(database: Kysely<Tables>, { tokens, now, newId }: JobStoreOptions): JobStore {
  return {
    async accept({ personId, request, origin, parentId, token, pictures }, limit) {
      const id = newId()
      // The token first: a job without its token cannot answer, a token without its job is swept away.
      if (token !== undefined) await tokens.put(id, token)
      const row = await database.transaction().execute(async (transaction) => {
        const { waiting } = await transaction
          .selectFrom('jobs')
          .select(({ fn }) => fn.countAll<number>().as('waiting'))
          .where('person_id', '=', personId)
          .where('state', '=', 'waiting')
          .executeTakeFirstOrThrow()
        if (waiting >= limit) return undefined
        const inserted = await transaction
          .insertInto('jobs')
          .values({
            id,
            person_id: personId,
            request: JSON.stringify(request),
            origin: JSON.stringify(origin),
            parent_id: parentId ?? null,
            state: 'waiting',
            failure: null,
            accepted_at: now(),
            started_at: null,
            ended_at: null,
            delivered_at: null,
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        const named = [...new Set(pictures)].map((sha256) => ({ job_id: id, sha256 }))
        if (named.length > 0) await transaction.insertInto('job_pictures').values(named).execute()
        return inserted
      })
      if (row === undefined) {
        await tokens.remove(id)
        return null
      }
      return jobOf(row)
    },

    async get(id) {
      const row = await database.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : jobOf(row)
    },

    async inState(...states) {
      const rows = await database.selectFrom('jobs').selectAll().where('state', 'in', states).orderBy('seq').execute()
      return rows.map(jobOf)
    },

    async undelivered() {
      const rows = await database
        .selectFrom('jobs')
        .selectAll()
        .where('state', 'not in', active)
        .where('delivered_at', 'is', null)
        .orderBy('ended_at')
        .orderBy('seq')
        .execute()
      return rows.map(jobOf)
    },

    async ofPerson(personId, limit, before) {
      let query = database.selectFrom('jobs').selectAll().where('person_id', '=', personId)
      if (before !== undefined) {
        query = query.where('seq', '<', (inner) => inner.selectFrom('jobs').select('seq').where('id', '=', before))
      }
      return (await query.orderBy('seq', 'desc').limit(limit).execute()).filter(isReadable).map(jobOf)
    },

    async begin(id) {
      const row = await database
        .updateTable('jobs')
        .set({ state: 'running', started_at: now() })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .returningAll()
        .executeTakeFirst()
      return row === undefined ? null : jobOf(row)
    },

    park: (id, { interrupted }) =>
      changed(
        database
          .updateTable('jobs')
          .set(({ eb, ref }) => ({
            state: 'waiting',
            started_at: null,
            interruptions: interrupted ? eb('interruptions', '+', 1) : ref('interruptions'),
          }))
          .where('id', '=', id)
          .where('state', '=', 'running'),
      ),

    async charge(id, deaths) {
      await database.updateTable('jobs').set({ deaths }).where('id', '=', id).execute()
    },

    async end(id, end) {
      const row = await database
        .updateTable('jobs')
        .set({
          state: end.state,
          seconds: end.seconds,
          ended_at: now(),
          failure: end.state === 'failed' ? JSON.stringify(end.failure) : null,
        })
        .where('id', '=', id)
        .where('state', 'in', active)
        .returningAll()
        .executeTakeFirst()
      return row === undefined ? null : jobOf(row)
    },

    async delivered(id) {
      const first = await changed(
        database
          .updateTable('jobs')
          .set({ delivered_at: now() })
          .where('id', '=', id)
          .where('state', 'not in', active)
          .where('delivered_at', 'is', null),
      )
      // After the row: a kill in between leaves a token to sweep, not a picture that is delivered twice.
      await tokens.remove(id)
      return first
    },

    async setOrigin(id, origin) {
      await database
        .updateTable('jobs')
        .set({ origin: JSON.stringify(origin) })
        .where('id', '=', id)
        .execute()
    },

    async remove(id) {
      const { numDeletedRows } = await database
        .deleteFrom('jobs')
        .where('id', '=', id)
        .where('state', '!=', 'running')
        .executeTakeFirst()
      if (numDeletedRows > 0n) await tokens.remove(id)
      return numDeletedRows > 0n
    },
  }
}

async function changed(query: { executeTakeFirst(): Promise<{ numUpdatedRows: bigint }> }): Promise<boolean> {
  return (await query.executeTakeFirst()).numUpdatedRows > 0n
}

/** Whether this version understands the row. */
export function isReadable(row: Selectable<JobRow>): boolean {
  return job.safeParse(columnsOf(row)).success
}

function jobOf(row: Selectable<JobRow>): Job {
  return job.parse(columnsOf(row))
}

function columnsOf(row: Selectable<JobRow>): Record<keyof Job, unknown> {
  return {
    id: row.id,
    personId: row.person_id,
    request: fromJson(row.request),
    origin: fromJson(row.origin),
    parentId: row.parent_id,
    state: row.state,
    failure: fromJson(row.failure),
    acceptedAt: row.accepted_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    deliveredAt: row.delivered_at,
    seconds: row.seconds,
    deaths: row.deaths,
    interruptions: row.interruptions,
  }
}
