import type { Services } from '../bot/services.ts'
import { type JobButton, jobOf, requireOwnerOrModerator } from './job-button.ts'

/** Provides a new token. The result, or the progress until then, replaces the button. */
export const collect: JobButton = {
  id: 'collect',
  on: { offer: (words) => ({ label: words.collect, emoji: '📬', style: 'main' }) },
  async press(services: Pick<Services, 'acknowledge' | 'store' | 'settings' | 'replies'>, interaction, pressed) {
    await services.acknowledge.update(interaction)
    const job = await jobOf(services, pressed)
    await requireOwnerOrModerator(services, interaction, job)
    await services.replies.answerWith(job, interaction.token, interaction.message.id)
  },
}
