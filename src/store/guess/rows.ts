import type { Selectable } from 'kysely'
import { z } from 'zod'
import { type Round, roundOutcomes, roundPhases, type RoundScore } from '#src/community/guess/round.ts'
import type { RoundRow, ScoreRow } from './tables.ts'

const round = z.object({
  id: z.string(),
  guildId: z.string(),
  channelId: z.string(),
  starterId: z.string(),
  giverId: z.string().nullable(),
  jobId: z.string().nullable(),
  picture: z.int(),
  duration: z.number(),
  pair: z.string().nullable(),
  phase: z.enum(roundPhases),
  outcome: z.enum(roundOutcomes).nullable(),
  winnerId: z.string().nullable(),
  openedAt: z.number().nullable(),
  endsAt: z.number().nullable(),
  hints: z.int(),
  nextHintAt: z.number().nullable(),
  postsDue: z.int(),
  createdAt: z.number(),
})

export const roundOf = (row: Selectable<RoundRow>): Round =>
  round.parse({
    id: row.id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    starterId: row.starter_id,
    giverId: row.giver_id,
    jobId: row.job_id,
    picture: row.picture,
    duration: row.duration,
    pair: row.pair,
    phase: row.phase,
    outcome: row.outcome,
    winnerId: row.winner_id,
    openedAt: row.opened_at,
    endsAt: row.ends_at,
    hints: row.hints,
    nextHintAt: row.next_hint_at,
    postsDue: row.posts_due,
    createdAt: row.created_at,
  })

export const scoreOf = (row: Selectable<ScoreRow>): RoundScore => ({
  roundId: row.round_id,
  personId: row.person_id,
  found: row.found,
  won: row.won === 1,
  points: row.points,
})
