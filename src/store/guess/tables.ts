/** The tables of guessing rounds as SQLite holds them: times are milliseconds since 1970. */
export interface GuessTables {
  guess_rounds: RoundRow
  guess_posts: GuessPostRow
  guess_guesses: GuessRow
  guess_scores: ScoreRow
}

export interface RoundRow {
  id: string
  guild_id: string
  channel_id: string
  starter_id: string
  giver_id: string | null
  /** Null until the job is in the queue, and again when its picture is deleted. */
  job_id: string | null
  picture: number
  duration: number
  pair: string | null
  phase: string
  outcome: string | null
  winner_id: string | null
  opened_at: number | null
  ends_at: number | null
  hints: number
  next_hint_at: number | null
  posts_due: number
  created_at: number
}

export interface GuessPostRow {
  round_id: string
  kind: string
  /** Null until Discord has taken it. */
  channel_id: string | null
  message_id: string | null
}

export interface GuessRow {
  round_id: string
  person_id: string
  verdict: string
  reading: number | null
  guessed_at: number
}

export interface ScoreRow {
  round_id: string
  guild_id: string
  person_id: string
  found: number
  won: number
  points: number
  ended_at: number
}
