import type { Challenge } from '#src/community/challenges/challenge.ts'
import type { Standing } from '#src/community/challenges/standings.ts'
import type { Job } from '#src/store/job.ts'
import { withHeading } from '../components/container.ts'
import { limits } from '../components/limits.ts'
import type { Payload } from '../components/payload.ts'
import { optionsFor } from '../delivery/finished-message.ts'
import { resultState } from '../jobs/result-state.ts'
import { isShowable } from '../jobs/showable.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import { podiumPlaces } from './podium-cards.ts'
import type { PostKind } from './post-kind.ts'

/** The results of the first three with all their buttons: every reading of an illusion, with Turn and Animate. */
export async function placePosts(
  { store, placeOfChannel }: ChallengeParts,
  challenge: Challenge,
): Promise<readonly PostKind[]> {
  const place = placeOfChannel(challenge.guildId, challenge.channelId)
  const standings = await store.challenges.standings(challenge.id)
  const entries = await store.challenges.entries(challenge.id)
  const found = await Promise.all(
    standings.slice(0, podiumPlaces).map(async (standing) => {
      const entry = entries.find(({ id }) => id === standing.entryId)
      const job = entry === undefined ? null : await store.jobs.get(entry.jobId)
      // The channel may be open to everybody by now.
      const isGone = entry === undefined || job === null || !isShowable(job, place)
      return isGone ? [] : [placePost(standing, job, entry.picture)]
    }),
  )
  return found.flat()
}

function placePost(standing: Standing, job: Job, picked: number): PostKind {
  /** Who it is, in the language of the server. The message keeps both when it is turned. */
  const state = async ({ localeOf, messagesFor }: ChallengeParts, { guildId }: Challenge) => {
    const locale = (await localeOf(guildId)) ?? 'en'
    const heading = (await messagesFor(guildId)).challenge.placeHeading(standing.place, standing.personId)
    return { shows: 'result', heading, locale } as const
  }
  return {
    kind: `place-${standing.place}`,
    to: 'thread',
    async compose(parts, challenge): Promise<Payload> {
      const { heading, locale } = await state(parts, challenge)
      const { guildId, channelId } = challenge
      const place = parts.placeOfChannel(guildId, channelId)
      const options = await optionsFor(parts, job, place, { fileLimit: limits.fileBytes })
      const shown = await parts.finishedMessage(job, { ...options, notices: [], display: { picked }, locale })
      return { ...shown, components: withHeading(shown.components, heading) }
    },
    shows: async (parts, challenge) => ({ jobId: job.id, state: resultState.parse(await state(parts, challenge)) }),
  }
}
