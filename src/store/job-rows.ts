import type { Selectable } from 'kysely'
import { fromJson } from './json-column.ts'
import { job, type Job } from './job.ts'
import type { JobRow } from './tables.ts'

/** Parses a row as a job, or undefined if this version cannot read it. */
export function readableJob(row: Selectable<JobRow>): Job | undefined {
  return job.safeParse(columnsOf(row)).data
}

/** Parses a row as a job. @throws ZodError if this version cannot read it */
export function jobOf(row: Selectable<JobRow>): Job {
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
