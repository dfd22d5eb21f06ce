import type { Generated } from 'kysely'
import type { ChallengeTables } from './challenges/tables.ts'
import type { GalleryTables } from './gallery/tables.ts'
import type { GuessTables } from './guess/tables.ts'

/** The tables as SQLite holds them: JSON is text, times are milliseconds since 1970. Only this folder sees these. */
export interface Tables extends ChallengeTables, GalleryTables, GuessTables {
  jobs: JobRow
  job_pictures: { job_id: string; sha256: string }
  results: ResultRow
  pictures: PictureRow
  messages: MessageRow
  message_removals: { message_id: string; channel_id: string }
  settings: { scope: string; scope_id: string; name: string; value: string }
  drafts: DraftRow
  draft_pictures: { draft_id: string; sha256: string }
  charges: ChargeRow
  log_entries: LogEntryRow
  usage: { person_id: string; seconds: number; at: number }
}

export interface ChargeRow {
  job_id: string
  person_id: string
  guild_id: string
  pictures: number
  reserved_at: number
  /** Null while the pictures are reserved for a job that has not ended. */
  charged_at: number | null
}

export interface LogEntryRow {
  id: Generated<number>
  guild_id: string
  person_id: string
  kind: string
  content: string
}

export interface JobRow {
  /** Order of acceptance; two jobs may share a millisecond. */
  seq: Generated<number>
  id: string
  person_id: string
  request: string
  origin: string
  parent_id: string | null
  state: string
  failure: string | null
  accepted_at: number
  started_at: number | null
  ended_at: number | null
  delivered_at: number | null
  seconds: Generated<number>
  deaths: Generated<number>
  interruptions: Generated<number>
  /** 1: its person has deleted all their data while it ran, so it is deleted when it ends. */
  erase_at_end: Generated<number>
  /** The shard that it came from and the number of shards, such as `3/16`, if several processes share the database. */
  shard: Generated<string | null>
}

export interface ResultRow {
  job_id: string
  picture: number
  role: string
  sha256: string
  seed: number
  recipe: string
}

export interface PictureRow {
  sha256: string
  format: string
  width: number | null
  height: number | null
  bytes: number
  /** When it was last put: a picture that no row points to yet is left alone for a while. */
  touched_at: number
  /** When its file was dropped to stay within the limit of the data folder; null while the file is kept. */
  gone_at: number | null
}

export interface MessageRow {
  message_id: string
  channel_id: string
  job_id: string
  state: string
}

export interface DraftRow {
  id: string
  person_id: string
  content: string
  touched_at: number
}
