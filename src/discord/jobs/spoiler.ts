import type { Settings } from '#src/settings/settings.ts'
import type { Job } from '#src/store/job.ts'
import { isEnforced } from './answer-privacy.ts'
import type { MessagePlace } from './request-place.ts'

/** Whether a job is shown behind a spoiler. */
export const hidesResult = ({ origin }: Pick<Job, 'origin'>): boolean => origin['spoiler'] === true

/** The same job, behind a spoiler or not. */
export const withSpoiler = <Shown extends Pick<Job, 'origin'>>(job: Shown, spoiler: boolean): Shown =>
  hidesResult(job) === spoiler ? job : { ...job, origin: { ...job.origin, spoiler } }

/**
 * A job as it is shown in a place: behind a spoiler where its person wanted one, or where the guild or the channel requires
 * one of every result.
 */
export async function shownAt<Shown extends Pick<Job, 'origin'>>(
  parts: { readonly settings: Pick<Settings, 'at'> },
  job: Shown,
  place: Pick<MessagePlace, 'guildId' | 'channelId'>,
): Promise<Shown> {
  return hidesResult(job) ? job : withSpoiler(job, await isEnforced(parts, place, 'spoiler'))
}
