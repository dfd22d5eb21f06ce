import { type Kysely, type RawBuilder, sql } from 'kysely'
import { activeStates } from './job-queries.ts'
import { primaryRoles } from './primary-roles.ts'
import type { Tables } from './tables.ts'

/** A picture whose file may go. */
interface Droppable {
  readonly sha256: string
  readonly format: string
  readonly bytes: number
}

/**
 * Drops picture files until those that are kept have at most `maxBytes` together, as far as `droppable` allows. Returns how
 * many went.
 *
 * @param drop removes a file once `mayGo` says yes, which is asked while nobody else writes that file
 */
export async function dropOldest(
  database: Kysely<Tables>,
  options: { readonly maxBytes: number; readonly before: number; readonly now: () => number },
  drop: (sha256: string, format: string, mayGo: () => Promise<boolean>) => Promise<boolean>,
): Promise<number> {
  const { maxBytes, before, now } = options
  let kept = await keptBytes(database)
  if (kept <= maxBytes) return 0
  let dropped = 0
  for (const { sha256, format, bytes } of await droppable(database, before)) {
    if (kept <= maxBytes) break
    if (!(await drop(sha256, format, () => markGone(database, sha256, { before, now: now() })))) continue
    kept -= bytes
    dropped += 1
  }
  return dropped
}

/** The bytes of all picture files that are kept. */
async function keptBytes(database: Kysely<Tables>): Promise<number> {
  const { bytes } = await database
    .selectFrom('pictures')
    .select(({ fn }) => fn.coalesce(fn.sum<number>('bytes'), sql<number>`0`).as('bytes'))
    .where('gone_at', 'is', null)
    .executeTakeFirstOrThrow()
  return bytes
}

/**
 * The pictures whose files may go, in the order in which they should: strips, readings and animations before pictures and
 * sheets, and the oldest first. Not among them: what was put after `before` (milliseconds since 1970), and what belongs to
 * a draft or to a job that waits, runs, or has not reached its person.
 */
async function droppable(database: Kysely<Tables>, before: number): Promise<readonly Droppable[]> {
  return database
    .selectFrom('pictures')
    .select(['sha256', 'format', 'bytes'])
    .where(mayGo(before))
    .orderBy(isPrimary)
    .orderBy('touched_at')
    .orderBy('sha256')
    .execute()
}

/** Notes that the file of a picture goes now. False where it may no longer go. */
async function markGone(
  database: Kysely<Tables>,
  sha256: string,
  { before, now }: { readonly before: number; readonly now: number },
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('pictures')
    .set({ gone_at: now })
    .where('sha256', '=', sha256)
    .where(mayGo(before))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What people handed in counts like a picture that was drawn. */
const isPrimary = sql`
  exists (select 1 from job_pictures where job_pictures.sha256 = pictures.sha256)
  or not exists (select 1 from results where results.sha256 = pictures.sha256)
  or exists (select 1 from results where results.sha256 = pictures.sha256 and results.role in (${sql.join(primaryRoles)}))`

function mayGo(before: number): RawBuilder<boolean> {
  const isOpen = sql`(jobs.state in (${sql.join(activeStates)}) or jobs.delivered_at is null)`
  return sql<boolean>`
    pictures.gone_at is null and pictures.touched_at < ${before}
    and not exists (select 1 from draft_pictures where draft_pictures.sha256 = pictures.sha256)
    and not exists (
      select 1 from results join jobs on jobs.id = results.job_id where results.sha256 = pictures.sha256 and ${isOpen})
    and not exists (
      select 1 from job_pictures join jobs on jobs.id = job_pictures.job_id
      where job_pictures.sha256 = pictures.sha256 and ${isOpen})
    and not exists (select 1 from challenges where challenges.picture_sha256 = pictures.sha256)
    and not exists (
      select 1 from results
      join challenge_entries on challenge_entries.job_id = results.job_id and challenge_entries.state = 'in'
      join challenges on challenges.id = challenge_entries.challenge_id and challenges.phase in ('entries', 'voting')
      where results.sha256 = pictures.sha256)`
}
