/** `drawing`: the bot draws its picture. `open`: people guess. `ended`: it is over. */
export const roundPhases = ['drawing', 'open', 'ended'] as const
export type RoundPhase = (typeof roundPhases)[number]

/**
 * How a round ended: somebody found everything, time ran out, somebody ended it early, it was cancelled, its picture
 * could not be drawn, or its picture was deleted.
 */
export const roundOutcomes = ['won', 'time', 'stopped', 'cancelled', 'failed', 'gone'] as const
export type RoundOutcome = (typeof roundOutcomes)[number]

/** The parameters of a new round. */
export interface RoundPlan {
  readonly guildId: string
  /** The channel or thread in which people guess. */
  readonly channelId: string
  readonly starterId: string
  /** The person who gave the picture; null if the bot draws it. */
  readonly giverId: string | null
  /** The job that drew the picture, or draws it; null until it is in the queue. */
  readonly jobId: string | null
  /** Which picture of the job, from 0. */
  readonly picture: number
  /** How long people may guess, in milliseconds. */
  readonly duration: number
  /** The pair of prompts that the bot draws, so that the next round has another one. */
  readonly pair: string | null
}

/** A round as the store holds it. Moments are milliseconds since 1970. */
export interface Round extends RoundPlan {
  readonly id: string
  readonly phase: RoundPhase
  readonly outcome: RoundOutcome | null
  readonly winnerId: string | null
  /** Null until people may guess. */
  readonly openedAt: number | null
  readonly endsAt: number | null
  /** The number of hints that are shown. */
  readonly hints: number
  /** When the next hint is due; null if none is left. */
  readonly nextHintAt: number | null
  /** How many changes since its end its messages do not show yet. */
  readonly postsDue: number
  readonly createdAt: number
}

/** The verdict on a guess: it names a reading, comes close to one, or does neither. */
export type Verdict = 'right' | 'close' | 'wrong'

/** The verdict on one guess. */
export interface JudgedGuess {
  readonly verdict: Verdict
  /** The reading that it names, from 0; null unless it is right. */
  readonly reading: number | null
}

/** The number of people who guess, and of those who have found something. */
export interface RoundCounts {
  readonly guessers: number
  readonly finders: number
}

/** A person's score in one round. */
export interface RoundScore {
  readonly roundId: string
  readonly personId: string
  /** How many readings the person found. */
  readonly found: number
  readonly won: boolean
  readonly points: number
}

/** The shortest, the longest and the default duration of a round, in minutes. */
export const roundMinutes = { min: 2, max: 1440, usual: 15 } as const

/** The maximum number of guesses of one person in a round within this time (milliseconds). */
export const guessLimit = { guesses: 6, within: 60_000 } as const

/** Whether a round is not over. */
export const isUnderWay = ({ phase }: Pick<Round, 'phase'>): boolean => phase !== 'ended'

/** The outcomes whose messages show what was in the picture. The others show no picture. */
export const outcomesWithSolution = ['won', 'time', 'stopped'] as const satisfies readonly RoundOutcome[]

/** Whether the end of a round shows what was in the picture. */
export const showsSolution = ({ outcome }: Pick<Round, 'outcome'>): boolean =>
  outcomesWithSolution.some((one) => one === outcome)
