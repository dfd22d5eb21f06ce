import type { Challenge } from '#src/community/challenges/challenge.ts'
import type { Standing } from '#src/community/challenges/standings.ts'
import type { Job } from '#src/store/job.ts'
import { withHeading } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import { podiumPlaces } from './podium-cards.ts'
import type { PostKind } from './post-kind.ts'

/** The most bytes of a file that Discord takes in every server. */
const fileLimit = 10 * 1024 * 1024

/** The results of the first three with all their buttons: every reading of an illusion, with Turn and Animate. */
export async function placePosts({ store }: ChallengeParts, challenge: Challenge): Promise<readonly PostKind[]> {
  const standings = await store.challenges.standings(challenge.id)
  const entries = await store.challenges.entries(challenge.id)
  const found = await Promise.all(
    standings.slice(0, podiumPlaces).map(async (standing) => {
      const entry = entries.find(({ id }) => id === standing.entryId)
      const job = entry === undefined ? null : await store.jobs.get(entry.jobId)
      return entry === undefined || job === null ? [] : [placePost(standing, job, entry.picture)]
    }),
  )
  return found.flat()
}

const placePost = (standing: Standing, job: Job, picked: number): PostKind => ({
  kind: `place-${standing.place}`,
  to: 'thread',
  jobId: job.id,
  async compose({ finishedMessage, messagesFor }, { guildId }): Promise<Payload> {
    const { challenge: words } = await messagesFor(guildId)
    const spoiler = readOrigin(job)?.spoiler ?? false
    const shown = await finishedMessage(job, { fileLimit, spoiler, notices: [], guildId, display: { picked } })
    return {
      ...shown,
      components: withHeading(shown.components, words.placeHeading(standing.place, standing.personId)),
    }
  },
})
