import type { Kysely, Selectable } from 'kysely'
import type { PictureRow, Tables } from './tables.ts'

/** The row of a picture whose file was not dropped. */
export function keptRow(database: Kysely<Tables>, sha256: string): Promise<Selectable<PictureRow> | undefined> {
  return database
    .selectFrom('pictures')
    .selectAll()
    .where('sha256', '=', sha256)
    .where('gone_at', 'is', null)
    .executeTakeFirst()
}

/** Writes the row of a picture, or the time if it was already there. */
export async function putRow(database: Kysely<Tables>, row: PictureRow): Promise<void> {
  await database
    .insertInto('pictures')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('sha256').doUpdateSet(({ fn, ref }) => ({
        touched_at: row.touched_at,
        format: row.format,
        gone_at: null,
        width: fn.coalesce(ref('pictures.width'), ref('excluded.width')),
        height: fn.coalesce(ref('pictures.height'), ref('excluded.height')),
      })),
    )
    .execute()
}

/**
 * Deletes the row of a picture that nothing refers to and that was stored before `before`. Undefined if there is none.
 */
export async function deleteUnusedRow(
  database: Kysely<Tables>,
  sha256: string,
  before: number,
): Promise<Selectable<PictureRow> | undefined> {
  return database
    .deleteFrom('pictures')
    .where('sha256', '=', sha256)
    .where('touched_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('results').select('job_id').where('results.sha256', '=', sha256))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('job_pictures').select('job_id').where('job_pictures.sha256', '=', sha256))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('draft_pictures').select('draft_id').where('draft_pictures.sha256', '=', sha256))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('challenges').select('id').where('challenges.picture_sha256', '=', sha256))),
    )
    .returningAll()
    .executeTakeFirst()
}
