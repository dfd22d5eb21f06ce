import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/refusals.ts'
import type { Services } from '../bot/services.ts'
import { type JobButton, jobOf, requireOwnerOrModerator } from './job-button.ts'

/** Takes a waiting job out of the queue, or stops a running one after its current step. */
export const cancel: JobButton = {
  id: 'cancel',
  on: { progress: (words) => ({ label: words.cancel, emoji: '✋' }) },
  async press(
    services: Pick<Services, 'acknowledge' | 'store' | 'settings' | 'replies' | 'queue'>,
    interaction,
    pressed,
  ) {
    await services.acknowledge.update(interaction)
    const job = await jobOf(services, pressed)
    await requireOwnerOrModerator(services, interaction, job)
    await services.replies.answerWith(job, interaction.token, interaction.message.id)
    const outcome = await services.queue.cancel(job.id)
    if (outcome === 'over') throw new UserError('already-over', refused.tooLate)
  },
}
