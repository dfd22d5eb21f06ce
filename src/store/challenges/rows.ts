import type { Selectable } from 'kysely'
import { z } from 'zod'
import {
  challengePhases,
  challengeRules,
  challengeTroubles,
  votingKinds,
  type Challenge,
  type Entry,
} from '#src/community/challenges/challenge.ts'
import type { Series } from '#src/community/challenges/series.ts'
import { fromJson } from '../json-column.ts'
import type { ChallengeChanges } from './challenge-store.ts'
import type { ChallengeRow, EntryRow, SeriesRow } from './tables.ts'

const challenge = z.object({
  id: z.string(),
  guildId: z.string(),
  channelId: z.string(),
  starterId: z.string(),
  theme: z.string(),
  rules: challengeRules,
  voting: z.enum(votingKinds),
  entriesEach: z.int(),
  voteTime: z.number(),
  phase: z.enum(challengePhases),
  entriesEnd: z.number(),
  votesEnd: z.number().nullable(),
  season: z.string(),
  seriesId: z.string().nullable(),
  ballotSeed: z.int(),
  threadId: z.string().nullable(),
  trouble: z.enum(challengeTroubles).nullable(),
  postsDue: z.int(),
  createdAt: z.number(),
})

export const challengeOf = (row: Selectable<ChallengeRow>): Challenge =>
  challenge.parse({
    id: row.id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    starterId: row.starter_id,
    theme: row.theme,
    rules: fromJson(row.rules),
    voting: row.voting,
    entriesEach: row.entries_each,
    voteTime: row.vote_time,
    phase: row.phase,
    entriesEnd: row.entries_end,
    votesEnd: row.votes_end,
    season: row.season,
    seriesId: row.series_id,
    ballotSeed: row.ballot_seed,
    threadId: row.thread_id,
    trouble: row.trouble,
    postsDue: row.posts_due,
    createdAt: row.created_at,
  })

/** Changes as columns. */
export function columnsOf(changes: ChallengeChanges): Partial<ChallengeRow> {
  const { rules, entriesEach, voteTime, entriesEnd, votesEnd, threadId, channelId, ...same } = changes
  return {
    ...same,
    ...(rules === undefined ? {} : { rules: JSON.stringify(rules), picture_sha256: rules.picture?.sha256 ?? null }),
    ...(entriesEach === undefined ? {} : { entries_each: entriesEach }),
    ...(voteTime === undefined ? {} : { vote_time: voteTime }),
    ...(entriesEnd === undefined ? {} : { entries_end: entriesEnd }),
    ...(votesEnd === undefined ? {} : { votes_end: votesEnd }),
    ...(channelId === undefined ? {} : { channel_id: channelId }),
    ...(threadId === undefined ? {} : { thread_id: threadId }),
  }
}

export const entryOf = (row: Selectable<EntryRow>): Entry => ({
  id: row.id,
  challengeId: row.challenge_id,
  personId: row.person_id,
  jobId: row.job_id,
  picture: row.picture,
  enteredAt: row.entered_at,
})

const plan = z.object({
  guildId: z.string(),
  channelId: z.string(),
  rules: challengeRules,
  voting: z.enum(votingKinds),
  entriesEach: z.int(),
  entryTime: z.number(),
  voteTime: z.number(),
})
const themes = z.array(z.string())

export const seriesOf = (row: Selectable<SeriesRow>): Series => ({
  id: row.id,
  plan: { ...plan.parse(fromJson(row.plan)), starterId: row.starter_id },
  themes: themes.parse(fromJson(row.themes)),
  next: row.next,
  nextAt: row.next_at,
  active: row.active === 1,
})
