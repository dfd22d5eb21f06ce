import { UserError } from '#src/errors.ts'
import { withheld } from '#src/messages/withheld.ts'
import type { Job } from '#src/store/job.ts'
import { isWithoutSafety } from './reply-origin.ts'
import type { MessagePlace } from './request-place.ts'

/** Whether a picture may be shown in a place: one that was drawn without the safety checker only where adults are. */
export const isShowable = (job: Pick<Job, 'origin'>, { ageRestricted }: Pick<MessagePlace, 'ageRestricted'>): boolean =>
  ageRestricted || !isWithoutSafety(job)

/**
 * Lets an earlier picture pass that may be shown in another place. Everything that takes a picture somewhere else asks it.
 *
 * @throws UserError `picture-withheld`
 */
export function requireShowable(job: Pick<Job, 'origin'>, place: Pick<MessagePlace, 'ageRestricted'>): void {
  if (!isShowable(job, place)) throw new UserError('picture-withheld', withheld.elsewhere)
}
