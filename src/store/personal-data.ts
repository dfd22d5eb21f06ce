import { sql, type Kysely } from 'kysely'
import { eraseJobs, type EraseOptions, forgetDeleted } from './erase-jobs.ts'
import { withdrawStars } from './gallery/stars.ts'
import type { PersonalDataStore, PersonalKind } from './personal-stores.ts'
import { renewPodiumsOf } from './renew-posts.ts'
import type { RememberedSettings } from './remember-settings.ts'
import type { Tables } from './tables.ts'

/** Where a table says whom its rows are about. */
export interface PersonalTable {
  readonly table: keyof Tables
  /** Holds the person's id. */
  readonly column: string
  /** As `/privacy` names it. */
  readonly kind: PersonalKind
  /** The row belongs to others as well: it stays, without the person's id. Default: it is deleted. */
  readonly keep?: true
  /** Only rows whose column has this value are about people. Default: all rows. */
  readonly only?: { readonly column: string; readonly value: string }
}

/**
 * Every table with rows about people. What refers to such rows goes with them (`on delete cascade`), and jobs take their
 * picture files along. A test compares this list with the columns of the database.
 */
export const personalTables: readonly PersonalTable[] = [
  { table: 'jobs', column: 'person_id', kind: 'jobs' },
  { table: 'drafts', column: 'person_id', kind: 'drafts' },
  { table: 'usage', column: 'person_id', kind: 'usage' },
  { table: 'charges', column: 'person_id', kind: 'usage' },
  { table: 'log_entries', column: 'person_id', kind: 'log' },
  { table: 'settings', column: 'scope_id', kind: 'settings', only: { column: 'scope', value: 'person' } },
  { table: 'challenge_votes', column: 'voter_id', kind: 'votes' },
  { table: 'challenge_entries', column: 'person_id', kind: 'entries' },
  { table: 'challenge_standings', column: 'person_id', kind: 'entries' },
  { table: 'stars', column: 'person_id', kind: 'stars' },
  { table: 'challenges', column: 'starter_id', kind: 'challenges', keep: true },
  { table: 'challenge_series', column: 'starter_id', kind: 'challenges', keep: true },
  { table: 'guess_guesses', column: 'person_id', kind: 'guesses' },
  { table: 'guess_scores', column: 'person_id', kind: 'guesses' },
  { table: 'guess_rounds', column: 'starter_id', kind: 'rounds', keep: true },
  { table: 'guess_rounds', column: 'giver_id', kind: 'rounds', keep: true },
  { table: 'guess_rounds', column: 'winner_id', kind: 'rounds', keep: true },
]

interface PersonalDataOptions extends EraseOptions {
  readonly settings: Pick<RememberedSettings, 'forget'>
}

export function createPersonalDataStore(database: Kysely<Tables>, options: PersonalDataOptions): PersonalDataStore {
  return {
    async count(personId) {
      const counts = new Map<PersonalKind, number>()
      for (const { kind, ...where } of personalTables) {
        const { rows } = await sql<{ n: number }>`select count(*) as n ${rowsAbout(personId, where)}`.execute(database)
        counts.set(kind, (counts.get(kind) ?? 0) + (rows[0]?.n ?? 0))
      }
      return counts
    },

    async erase(personId) {
      const { running, ended, drafts } = await database.transaction().execute(async (rows) => {
        const draftPictures = await rows
          .selectFrom('draft_pictures')
          .innerJoin('drafts', 'drafts.id', 'draft_pictures.draft_id')
          .innerJoin('pictures', 'pictures.sha256', 'draft_pictures.sha256')
          .select(['pictures.sha256', 'pictures.touched_at as touchedAt'])
          .where('drafts.person_id', '=', personId)
          .execute()
        await withdrawStars(rows, personId)
        await renewPodiumsOf(rows, personId)
        for (const where of personalTables.filter(({ kind }) => kind !== 'jobs')) await remove(rows, personId, where)
        const jobs = await rows.selectFrom('jobs').select(['id', 'state']).where('person_id', '=', personId).execute()
        await rows.updateTable('jobs').set({ erase_at_end: 1 }).where('person_id', '=', personId).execute()
        const idsIn = (isRunning: boolean) =>
          jobs.filter(({ state }) => (state === 'running') === isRunning).map(({ id }) => id)
        return { running: idsIn(true), ended: idsIn(false), drafts: draftPictures }
      })
      options.settings.forget('person', personId)
      const pictures = await eraseJobs(database, ended, options)
      const drafted = await options.pictures.release(drafts)
      await forgetDeleted(database)
      return { running, pictures: pictures + drafted }
    },
  }
}

async function remove(rows: Kysely<Tables>, personId: string, where: Omit<PersonalTable, 'kind'>): Promise<void> {
  const { table, column, keep } = where
  if (keep === true)
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = '' where ${sql.ref(column)} = ${personId}`.execute(
      rows,
    )
  else await sql`delete ${rowsAbout(personId, where)}`.execute(rows)
}

const rowsAbout = (personId: string, { table, column, only }: Omit<PersonalTable, 'kind'>) =>
  sql`from ${sql.table(table)} where ${sql.ref(column)} = ${personId} and ${
    only === undefined ? sql`true` : sql`${sql.ref(only.column)} = ${only.value}`
  }`
