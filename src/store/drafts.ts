import type { Kysely } from 'kysely'
import { z } from 'zod'
import { jobOrigin } from './job.ts'
import { fromJson } from './json-column.ts'
import type { DraftStore } from './store.ts'
import type { Tables } from './tables.ts'

/** Milliseconds for which a draft is kept, which is how long Discord's links to attachments are valid. */
const life = 24 * 60 * 60_000
/** How many drafts of a person are kept. Drafts have pictures, so abandoned ones would fill the disk. */
const maxPerPerson = 20

const draft = z.object({ personId: z.string(), content: jobOrigin, pictures: z.array(z.string()) })

export interface DraftRows extends DraftStore {
  /** Removes expired drafts. */
  sweep(): Promise<void>
}

/** Requests that people have begun. Stored, so that forms and masks survive a restart. */
export function createDraftStore(
  database: Kysely<Tables>,
  { now }: { /** Milliseconds since 1970. */ readonly now: () => number },
): DraftRows {
  return {
    put: (id, { personId, content, pictures }) =>
      database.transaction().execute(async (rows) => {
        const { newest } = await rows
          .selectFrom('drafts')
          .select(({ fn }) => fn.max('touched_at').as('newest'))
          .where('person_id', '=', personId)
          .executeTakeFirstOrThrow()
        // If the clock was set back, this draft must still count as newer than the ones before it.
        const touched = Math.max(now(), (newest ?? 0) + 1)
        const value = { person_id: personId, content: JSON.stringify(content), touched_at: touched }
        await rows
          .insertInto('drafts')
          .values({ id, ...value })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(value))
          .execute()
        await rows.deleteFrom('draft_pictures').where('draft_id', '=', id).execute()
        for (const sha256 of new Set(pictures))
          await rows.insertInto('draft_pictures').values({ draft_id: id, sha256 }).execute()
        const latest = rows
          .selectFrom('drafts')
          .select('id')
          .where('person_id', '=', personId)
          .orderBy('touched_at', 'desc')
          .orderBy('id', 'desc')
          .limit(maxPerPerson)
        await rows.deleteFrom('drafts').where('person_id', '=', personId).where('id', 'not in', latest).execute()
      }),

    async get(id) {
      const row = await database
        .selectFrom('drafts')
        .selectAll()
        .where('id', '=', id)
        .where('touched_at', '>', now() - life)
        .executeTakeFirst()
      if (row === undefined) return null
      const pictures = await database.selectFrom('draft_pictures').select('sha256').where('draft_id', '=', id).execute()
      return draft.parse({
        personId: row.person_id,
        content: fromJson(row.content),
        pictures: pictures.map(({ sha256 }) => sha256),
      })
    },

    async remove(id) {
      await database.deleteFrom('drafts').where('id', '=', id).execute()
    },

    async sweep() {
      await database
        .deleteFrom('drafts')
        .where('touched_at', '<=', now() - life)
        .execute()
    },
  }
}
