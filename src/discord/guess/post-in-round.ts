import type { Round } from '#src/community/guess/round.ts'
import type { Payload } from '../components/payload.ts'
import { inChannel, postOnce } from '../posts/post-once.ts'
import type { PlacedMessage } from '../transport/messenger.ts'
import type { GuessParts } from './guess-parts.ts'

/** Posts one of the messages of a round, exactly once. */
export const postInRound = (
  parts: Pick<GuessParts, 'store' | 'messenger' | 'threads' | 'clock'>,
  { id, channelId }: Pick<Round, 'id' | 'channelId'>,
  kind: string,
  compose: () => Promise<Payload>,
): Promise<PlacedMessage> =>
  postOnce({ ...inChannel(parts, channelId, { id, kind }), records: parts.store.guess, id, kind, compose })
