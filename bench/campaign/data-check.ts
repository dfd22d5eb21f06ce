import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'libsql'
import { dataFiles, pictureShards } from '#src/store/data-files.ts'
import { openStore } from '#src/store/open-store.ts'
import { finding, type Finding } from './measure.ts'

interface JobFacts {
  readonly id: string
  readonly state: string
  readonly delivered_at: number | null
  readonly in_round: number
}

/** Whether a job drew the picture of a guessing round, which is delivered when the round is over. SQL. */
export const isOfOpenRound = `exists (select 1 from guess_rounds where job_id = jobs.id and phase = 'open')`

/** Checks a data folder that no process uses any more: rows, files, and how each job ended. */
export async function checkData(
  dataDir: string,
): Promise<{ readonly findings: readonly Finding[]; readonly jobs: readonly JobFacts[] }> {
  const store = await openStore({ dataDir })
  await store.close()
  const files = dataFiles(dataDir)
  const database = new Database(files.database)
  // Rows of the tables in `src/store/tables.ts`.
  const [intact] = database.prepare('pragma integrity_check').all() as { integrity_check: string }[]
  const jobs = database
    .prepare(`select id, state, delivered_at, ${isOfOpenRound} as in_round from jobs`)
    .all() as JobFacts[]
  const pictures = database.prepare('select sha256, format from pictures where gone_at is null').all() as {
    sha256: string
    format: string
  }[]
  database.close()
  const named = new Set(pictures.map(({ sha256, format }) => `${sha256}.${format}`))
  const shards = pictureShards(files.pictures)
  const there: string[] = []
  for (const shard of await readdir(shards)) there.push(...(await readdir(join(shards, shard))))
  const halves = (await readdir(files.pictures)).includes('half-written')
    ? await readdir(join(files.pictures, 'half-written'))
    : []
  const tokens = await readdir(files.tokens)
  const open = jobs.filter(({ state }) => state === 'waiting' || state === 'running')
  const owed = jobs.filter(
    ({ state, delivered_at, in_round }) =>
      state !== 'waiting' && state !== 'running' && delivered_at === null && in_round === 0,
  )
  const missing = [...named].filter((name) => !there.includes(name))
  // The bot removes files without a row after an hour.
  const unnamed = there.filter((name) => !named.has(name))
  return {
    jobs,
    findings: [
      finding(
        'every accepted job ended and was delivered',
        open.length + owed.length === 0,
        `${jobs.length} jobs: ${open.length} open, ${owed.length} owed`,
      ),
      finding(
        'the store opens and is intact',
        intact?.integrity_check === 'ok',
        intact?.integrity_check ?? 'no answer',
      ),
      finding(
        'no orphan files',
        missing.length + unnamed.length + halves.length + tokens.length === 0,
        `${there.length} pictures; ${missing.length} missing, ${unnamed.length} without a row, ${halves.length} half written, ${tokens.length} tokens left`,
      ),
    ],
  }
}
