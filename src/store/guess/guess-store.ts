import type {
  JudgedGuess,
  Round,
  RoundCounts,
  RoundOutcome,
  RoundPlan,
  RoundScore,
} from '#src/community/guess/round.ts'
import type { PostRecords } from '../post-record.ts'

/**
 * The outcome of guesses. `closed`: the round is over. `too-many`: the person has to wait until `again`. Otherwise the
 * readings that the person has found so far, in order, and whether these guesses won the round.
 */
export type GuessOutcome =
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'too-many'; readonly again: number }
  | { readonly outcome: 'counted'; readonly found: readonly number[]; readonly won: boolean }

/** Guessing rounds and everything about them. Every method is one transaction. */
export interface GuessStore extends PostRecords {
  /** Null if the channel has a round that is not over. */
  create(plan: RoundPlan): Promise<Round | null>
  get(id: string): Promise<Round | null>
  /** The round of a channel that is not over. */
  ofChannel(channelId: string): Promise<Round | null>
  /** Rounds that are not over or have messages to post, oldest first. */
  unfinished(): Promise<readonly Round[]>
  /** The pairs of a guild's latest rounds, newest first. */
  recentPairs(guildId: string, limit: number): Promise<readonly string[]>
  /** Writes which job draws the picture. False if the round is over already. */
  setJob(id: string, jobId: string): Promise<boolean>
  /** drawing → open, once: null if it was not being drawn. */
  open(
    id: string,
    times: { readonly openedAt: number; readonly endsAt: number; readonly nextHintAt: number | null },
  ): Promise<Round | null>
  /** Shows the next hint, once: null if there are no longer `from` hints. */
  showHint(id: string, from: number, nextHintAt: number | null): Promise<Round | null>
  /** Ends a round and writes its scores, once: null if it is over already. A round that was cancelled gives no scores. */
  end(id: string, outcome: RoundOutcome): Promise<Round | null>
  /** Writes that the messages show this state of the end. What has changed since remains due. */
  posted(round: Pick<Round, 'id' | 'postsDue'>): Promise<void>
  /** When the person may guess `guesses` times again; null if at once. */
  waitFor(roundId: string, personId: string, guesses: number): Promise<number | null>
  /**
   * Counts guesses. Whoever has found all `readings` first ends the round with it, and its scores are written in the same
   * transaction, so that two people who are right at the same moment cannot both win.
   */
  guess(roundId: string, personId: string, guesses: readonly JudgedGuess[], readings: number): Promise<GuessOutcome>
  /** The readings that a person has found, in order. */
  found(roundId: string, personId: string): Promise<readonly number[]>
  counts(roundId: string): Promise<RoundCounts>
  /** The scores of one round, the winner first. */
  scoresOf(roundId: string): Promise<readonly RoundScore[]>
  /** The scores of a guild, in the order in which its rounds ended. */
  scores(guildId: string): Promise<readonly RoundScore[]>
}
