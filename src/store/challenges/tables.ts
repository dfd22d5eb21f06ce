/** The tables of challenges as SQLite holds them: JSON is text, times are milliseconds since 1970. */
export interface ChallengeTables {
  challenges: ChallengeRow
  challenge_entries: EntryRow
  challenge_votes: VoteRow
  challenge_posts: PostRow
  challenge_standings: StandingRow
  challenge_series: SeriesRow
}

export interface ChallengeRow {
  id: string
  guild_id: string
  channel_id: string
  starter_id: string
  theme: string
  rules: string
  /** The picture that must be inpainted, so that it is kept. */
  picture_sha256: string | null
  voting: string
  entries_each: number
  vote_time: number
  phase: string
  entries_end: number
  votes_end: number | null
  season: string
  series_id: string | null
  ballot_seed: number
  thread_id: string | null
  trouble: string | null
  posts_due: number
  created_at: number
}

export interface EntryRow {
  id: string
  challenge_id: string
  person_id: string
  job_id: string
  picture: number
  entered_at: number
  /** `in`, `withdrawn` by its person, or `removed` by a moderator. */
  state: string
}

export interface VoteRow {
  challenge_id: string
  voter_id: string
  entry_id: string
  other_id: string
  value: number
}

export interface PostRow {
  challenge_id: string
  kind: string
  /** Null until Discord has taken it. */
  channel_id: string | null
  message_id: string | null
}

export interface StandingRow {
  challenge_id: string
  entry_id: string
  person_id: string
  place: number
  score: number
  votes: number
}

export interface SeriesRow {
  id: string
  guild_id: string
  starter_id: string
  plan: string
  themes: string
  next: number
  next_at: number
  active: number
}
