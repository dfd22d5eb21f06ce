import { ballotFor } from '#src/community/challenges/ballot.ts'
import type { Challenge } from '#src/community/challenges/challenge.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { Payload } from '../components/payload.ts'
import type { MessagePlace } from '../jobs/request-place.ts'
import { ballotCard, emptyBallotCard, voteForPage } from './ballot-cards.ts'
import { type EntryPictureParts, entryPictures } from './entry-pictures.ts'
import type { ChallengeParts } from './challenge-parts.ts'

export interface Voter {
  readonly id: string
  readonly mayRemove: boolean
  /** Where the ballot is shown. */
  readonly place: MessagePlace
  readonly messages: Messages
}

/**
 * A voter's ballot at one of its pages.
 *
 * @param at from 0; undefined for the first page without a vote
 */
export async function ballotPage(
  parts: EntryPictureParts & Pick<ChallengeParts, 'store'>,
  challenge: Challenge,
  { id: voterId, mayRemove, place, messages }: Voter,
  at?: number,
): Promise<Payload> {
  const { challenges } = parts.store
  const ballot = ballotFor(challenge, await challenges.entries(challenge.id), voterId)
  if (ballot.length === 0) return emptyBallotCard(messages)
  const votes = await challenges.votesOf(challenge.id, voterId)
  const open = ballot.findIndex((page) => voteForPage(votes, page) === undefined)
  const shown = Math.min(ballot.length - 1, Math.max(0, at ?? open))
  const pictures = await entryPictures(parts, ballot[shown] ?? [], place)
  return ballotCard({ challenge, ballot, at: shown, pictures, votes, mayRemove, messages })
}
