import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import { recipe } from '#src/requests/recipe.ts'
import { isPostgres } from './is-postgres.ts'
import { fromJson } from './json-column.ts'
import { primaryRoles } from './primary-roles.ts'
import type { Result, ResultStore } from './store.ts'
import type { PictureRow, ResultRow, Tables } from './tables.ts'

const result = z.object({
  jobId: z.string(),
  picture: z.int(),
  role: z.string(),
  sha256: z.string(),
  format: z.enum(['png', 'webp', 'gif', 'jpeg']),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  seed: z.number(),
  recipe,
})

/** Records which files a job made. */
export function createResultStore(database: Kysely<Tables>): ResultStore {
  const withFiles = database
    .selectFrom('results')
    .innerJoin('pictures', 'pictures.sha256', 'results.sha256')
    .select(['results.job_id', 'results.picture', 'results.role', 'results.sha256', 'results.seed', 'results.recipe'])
    .select(['pictures.format', 'pictures.width', 'pictures.height', 'pictures.bytes'])
    // Secondary files are made from the picture again when they are needed, so a dropped one counts as not made yet.
    .where((where) => where.or([where('pictures.gone_at', 'is', null), where('results.role', 'in', primaryRoles)]))

  return {
    async put({ jobId, picture, role, sha256, seed, recipe }) {
      const value = { sha256, seed, recipe: JSON.stringify(recipe) }
      return database.transaction().execute(async (transaction) => {
        const known = transaction.selectFrom('jobs').select('id').where('id', '=', jobId)
        // Another process may erase the job at the same moment.
        const job = await (isPostgres(database) ? known.forKeyShare() : known).executeTakeFirst()
        if (job === undefined) return false
        await transaction
          .insertInto('results')
          .values({ job_id: jobId, picture, role, ...value })
          .onConflict((conflict) => conflict.columns(['job_id', 'picture', 'role']).doUpdateSet(value))
          .execute()
        return true
      })
    },

    async ofJob(jobId) {
      const rows = await withFiles.where('job_id', '=', jobId).orderBy('picture').orderBy('role').execute()
      return rows.map(resultOf)
    },

    async ofPicture(sha256) {
      const rows = await withFiles
        .innerJoin('jobs', 'jobs.id', 'results.job_id')
        .where('results.sha256', '=', sha256)
        .orderBy('jobs.seq', 'desc')
        .execute()
      return rows.map(resultOf)
    },
  }
}

function resultOf(row: Selectable<ResultRow> & Omit<Selectable<PictureRow>, 'touched_at' | 'gone_at'>): Result {
  return result.parse({ ...row, jobId: row.job_id, recipe: fromJson(row.recipe) })
}
