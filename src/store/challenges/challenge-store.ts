import type {
  Challenge,
  ChallengePhase,
  ChallengePlan,
  ChallengeTrouble,
  Entry,
  Vote,
} from '#src/community/challenges/challenge.ts'
import type { PhaseChange } from '#src/community/challenges/phases.ts'
import type { Series, SeriesStep } from '#src/community/challenges/series.ts'
import type { Standing } from '#src/community/challenges/standings.ts'
import type { PostRecords } from '../post-record.ts'

/** The fields of a challenge that can change. */
export type ChallengeChanges = Partial<
  Pick<
    Challenge,
    | 'theme'
    | 'rules'
    | 'voting'
    | 'entriesEach'
    | 'voteTime'
    | 'phase'
    | 'entriesEnd'
    | 'votesEnd'
    | 'threadId'
    | 'channelId'
  > & {
    readonly trouble: ChallengeTrouble | null
    /** Its messages must be posted, or posted anew. */
    readonly postsDue: true
  }
>

/** How many take part. */
export interface ChallengeCounts {
  readonly entries: number
  readonly entrants: number
  readonly voters: number
}

/** A picture that its person enters. */
export type NewEntry = Pick<Entry, 'challengeId' | 'personId' | 'jobId' | 'picture'>

/** `full`: the person has as many entries as the rules allow. `already`: this picture takes part already. */
export type EnterOutcome = 'entered' | 'replaced' | 'already' | 'full' | 'closed' | 'removed'

/** The final standings of one challenge. */
export interface ChallengeResult {
  readonly challengeId: string
  readonly standings: readonly Standing[]
}

/** Challenges and everything about them. Every method is one transaction. */
export interface ChallengeStore extends PostRecords {
  create(plan: ChallengePlan): Promise<Challenge>
  get(id: string): Promise<Challenge | null>
  /** Challenges that accept entries or votes, or have messages to post, oldest first. */
  unfinished(): Promise<readonly Challenge[]>
  /** A guild's latest challenges, newest first. */
  ofGuild(guildId: string, limit: number): Promise<readonly Challenge[]>
  ofThread(threadId: string): Promise<Challenge | null>
  change(id: string, changes: ChallengeChanges): Promise<Challenge | null>
  /** Writes that the messages show this state. What has changed since remains due. */
  posted(challenge: Pick<Challenge, 'id' | 'postsDue'>): Promise<void>
  /**
   * Changes the phase once. Returns null if it is no longer `from`. At the change to `ended`, `count` gives the standings that
   * are written, from the entries and votes of that moment.
   */
  advance(
    id: string,
    from: ChallengePhase,
    change: PhaseChange,
    count: (entries: readonly Entry[], votes: readonly Vote[], challenge: Challenge) => readonly Standing[],
  ): Promise<Challenge | null>

  /** `replaces`: one of the person's entries, whose place it takes. */
  enter(entry: NewEntry, replaces?: string): Promise<EnterOutcome>
  /** Whether this picture was ever entered here, even if it was withdrawn. */
  wasEntered(challengeId: string, jobId: string): Promise<boolean>
  /** The entries that take part, in order of entering. */
  entries(challengeId: string): Promise<readonly Entry[]>
  /** Takes an entry out: `withdrawn` by its person, or `removed` by a moderator for good. False if it was already out. */
  takeOut(entryId: string, state: 'withdrawn' | 'removed'): Promise<boolean>
  /** Removes a picture from every challenge that is not over, and returns those challenges. */
  takeOutJob(jobId: string): Promise<readonly string[]>

  /** Writes or changes a vote. False if the voting is over or an entry is gone. */
  vote(challengeId: string, vote: Vote): Promise<boolean>
  votesOf(challengeId: string, voterId: string): Promise<readonly Vote[]>
  votes(challengeId: string): Promise<readonly Vote[]>
  counts(challengeId: string): Promise<ChallengeCounts>

  standings(challengeId: string): Promise<readonly Standing[]>
  /** The results of a guild's season, or of all seasons. */
  results(guildId: string, season?: string): Promise<readonly ChallengeResult[]>
  /** Every season in which a challenge of the guild ended, the latest first. */
  seasons(guildId: string): Promise<readonly string[]>

  /** Removes the records of posted messages, so that they are posted again. Default: all. */
  removePosts(challengeId: string, kinds?: readonly string[]): Promise<void>

  createSeries(series: Omit<Series, 'id' | 'active'>): Promise<Series>
  /** The active series of a guild, or of all guilds. */
  series(guildId?: string): Promise<readonly Series[]>
  /** Starts the next challenge of a series once. Null if another call did. */
  startNext(series: Series, step: SeriesStep): Promise<Challenge | null>
  stopSeries(id: string): Promise<boolean>
}
