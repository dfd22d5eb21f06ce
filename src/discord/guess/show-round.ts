import { isUnderWay, type Round, showsSolution } from '#src/community/guess/round.ts'
import type { Payload } from '../components/payload.ts'
import { editInterval } from '../posts/edit-interval.ts'
import { marked, markOf } from '../posts/marks.ts'
import { placedOf } from '../posts/post-once.ts'
import { channelRefusalOf } from '../transport/threads.ts'
import { roundCard } from './cards.ts'
import { coveredPictures } from './covered-pictures.ts'
import type { GuessParts } from './guess-parts.ts'
import { postInRound } from './post-in-round.ts'
import { pictureOfRound } from './round-picture.ts'

/** The kind of the message with the picture. */
export const roundPost = 'round'

/** The message of a round as it is now. */
async function composeRound(parts: GuessParts, round: Round): Promise<Payload> {
  const messages = await parts.messagesFor(round.guildId)
  const isHidden = !isUnderWay(round) && !showsSolution(round)
  const picture = isHidden ? undefined : await pictureOfRound(parts, round)
  const pictures = picture === undefined ? [] : await coveredPictures(parts, round, picture, messages)
  const counts = await parts.store.guess.counts(round.id)
  return roundCard({ round, things: picture?.prompts.length ?? 2, pictures, counts, messages })
}

/**
 * The outcome of showing a round: its message is up to date, Discord refuses it for good, or somebody has deleted it.
 */
export type ShowOutcome = 'shown' | 'not-posted' | 'deleted'

/**
 * Posts the message of a round and keeps it up to date. Hints are shown at once, counts every few seconds.
 *
 * @throws errors that may pass soon, for example a network fault
 */
export function createShowRound(parts: GuessParts): (round: Round) => Promise<ShowOutcome> {
  const { store, messenger, clock, log } = parts
  const shown = new Map<string, { readonly stage: string; readonly key: string; readonly at: number }>()

  async function post(round: Round): Promise<ShowOutcome> {
    try {
      await postInRound(parts, round, roundPost, () => composeRound(parts, round))
      return 'shown'
    } catch (error) {
      if (channelRefusalOf(error) === undefined) throw error
      log.warn({ round: round.id, err: error }, 'Discord does not let a guessing round be posted')
      return 'not-posted'
    }
  }

  return async (round) => {
    const { id, phase, hints } = round
    const stage = `${phase} ${hints}`
    const key = JSON.stringify([stage, await store.guess.counts(id)])
    const before = shown.get(id)
    const now = clock.monotonic()
    const placed = placedOf((await store.guess.posts(id)).find(({ kind }) => kind === roundPost))
    if (placed === undefined) {
      if (!isUnderWay(round)) return 'not-posted'
      const outcome = await post(round)
      shown.set(id, { stage, key, at: now })
      return outcome
    }
    if (before?.key === key) return 'shown'
    if (before?.stage === stage && now < before.at + editInterval(round, clock.now())) return 'shown'
    try {
      // An edited message keeps its mark, or a later process would not find it.
      const message = marked(await composeRound(parts, round), markOf(id, roundPost))
      await messenger.edit(placed.channelId, placed.messageId, message)
    } catch (error) {
      const refusal = channelRefusalOf(error)
      if (refusal === undefined) throw error
      log.warn({ round: id, err: error }, 'the message of a guessing round was not refreshed')
      if (refusal === 'unknown-message' || refusal === 'unknown-channel') return 'deleted'
    }
    if (isUnderWay(round)) shown.set(id, { stage, key, at: now })
    else shown.delete(id)
    return 'shown'
  }
}
