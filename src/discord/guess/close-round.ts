import { guessLeaderboard } from '#src/community/guess/scores.ts'
import { type Round, showsSolution } from '#src/community/guess/round.ts'
import { limits } from '../components/limits.ts'
import { optionsFor } from '../delivery/finished-message.ts'
import { channelRefusalOf } from '../transport/threads.ts'
import { failedCard, solutionCard } from './cards.ts'
import type { GuessParts } from './guess-parts.ts'
import { postInRound } from './post-in-round.ts'
import { pictureOfRound, type RoundPicture } from './round-picture.ts'
import { takeBack } from './take-back.ts'

/**
 * Closes a round that has ended: shows the solution with all buttons of a result, or deletes a picture that nobody will
 * see.
 *
 * @throws errors that may pass soon, for example a network fault
 */
export async function closeRound(parts: GuessParts, round: Round): Promise<void> {
  const { store, log } = parts
  try {
    const picture = showsSolution(round) ? await pictureOfRound(parts, round) : undefined
    if (picture !== undefined) await showSolution(parts, round, picture)
    else if (round.outcome === 'failed' && round.giverId === null)
      await postInRound(parts, round, 'failed', async () => failedCard(await parts.messagesFor(round.guildId)))
  } catch (error) {
    if (channelRefusalOf(error) === undefined) throw error
    log.warn({ round: round.id, err: error }, 'Discord does not let the end of a guessing round be posted')
  }
  if (round.giverId === null && !showsSolution(round)) await takeBack(parts, round.jobId)
  await store.guess.posted(round)
}

async function showSolution(parts: GuessParts, round: Round, { job, result }: RoundPicture): Promise<void> {
  const { store, finishedMessage, messagesFor } = parts
  const placed = await postInRound(parts, round, 'solution', async () => {
    const place = parts.placeOfChannel(round.guildId, round.channelId)
    const here = await optionsFor(parts, job, place, { fileLimit: limits.fileBytes })
    const options = { ...here, notices: [], display: { picked: result.picture } }
    const ranks = guessLeaderboard(await store.guess.scores(round.guildId))
    return solutionCard(await finishedMessage(job, options), {
      round,
      scores: await store.guess.scoresOf(round.id),
      streak: ranks.find(({ personId }) => personId === round.winnerId)?.streak ?? 0,
      messages: await messagesFor(round.guildId),
    })
  })
  // From now on its buttons work as under any other result.
  await store.messages.put({ ...placed, jobId: job.id, state: { shows: 'result' } })
  if (round.giverId === null) await store.jobs.delivered(job.id)
}
