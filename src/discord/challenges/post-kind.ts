import type { Challenge } from '#src/community/challenges/challenge.ts'
import type { ShownMessage } from '#src/store/store.ts'
import type { Payload } from '../components/payload.ts'
import type { ChallengeParts } from './challenge-parts.ts'

/** A message that a challenge needs in a phase. */
export interface PostKind {
  /** At most 12 characters. Rows hold it, so it is never renamed. */
  readonly kind: string
  /** Where it is posted. If the thread refuses it, it goes to the channel with a sentence about why. */
  readonly to: 'channel' | 'thread'
  readonly pinned?: true
  compose(parts: ChallengeParts, challenge: Challenge): Promise<Payload>
  /** The message as it is now, if it is edited when something that it shows was deleted. Default: it stays as it is. */
  renew?(parts: ChallengeParts, challenge: Challenge): Promise<Payload>
  /** Which job it shows and how, if it shows one. */
  shows?(parts: ChallengeParts, challenge: Challenge): Promise<Pick<ShownMessage, 'jobId' | 'state'>>
}
