import type { Challenge, ChallengePhase } from './challenge.ts'

/** The minimum number of entries for a vote. A single entry wins unopposed. */
export const minEntriesForVoting = 2

/** A change of phase with its new times. */
export interface PhaseChange {
  readonly phase: ChallengePhase
  readonly votesEnd: number | null
}

type Timed = Pick<Challenge, 'phase' | 'entriesEnd' | 'votesEnd' | 'voteTime'>

/**
 * The phase that is due now, or undefined if the present one continues.
 *
 * People always get the whole time for their votes: if the bot was down when the entries closed, the voting begins when
 * it is back.
 */
export function phaseDue(challenge: Timed, entries: number, now: number): PhaseChange | undefined {
  const { phase, entriesEnd, votesEnd } = challenge
  if (phase === 'entries' && entriesEnd <= now) return afterEntries(challenge, entries, now)
  if (phase === 'voting' && votesEnd !== null && votesEnd <= now) return { phase: 'ended', votesEnd }
  return undefined
}

/** The next phase when somebody ends the present one early, or undefined if the challenge is over. */
export function phaseAfter(challenge: Timed, entries: number, now: number): PhaseChange | undefined {
  if (challenge.phase === 'entries') return afterEntries(challenge, entries, now)
  return challenge.phase === 'voting' ? { phase: 'ended', votesEnd: now } : undefined
}

const afterEntries = ({ voteTime }: Timed, entries: number, now: number): PhaseChange =>
  entries < minEntriesForVoting ? { phase: 'ended', votesEnd: null } : { phase: 'voting', votesEnd: now + voteTime }

/** Whether a challenge still takes entries or votes. */
export const isOpen = ({ phase }: Pick<Challenge, 'phase'>): boolean => phase === 'entries' || phase === 'voting'
