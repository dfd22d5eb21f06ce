import { buttons as words } from '#src/messages/buttons.ts'
import type { Services } from '../bot/services.ts'
import { type JobButton, jobOf, mustBeAllowed } from './job-button.ts'

const face = { label: words.delete, emoji: '🗑️', style: 'danger' } as const

/**
 * Deletes a result. Its owner deletes the message, the job and its pictures. Someone who manages messages here only
 * deletes the message, since the picture belongs to the owner.
 */
export const deleteResult: JobButton = {
  id: 'delete',
  on: { result: () => [face], ended: face },
  async press(services: Pick<Services, 'acknowledge' | 'store' | 'messenger'>, interaction, pressed) {
    await services.acknowledge.update(interaction)
    const job = await jobOf(services, pressed)
    mustBeAllowed(interaction, job)
    // The token of a button deletes the message that carries it, ephemeral ones and those in DMs as well.
    await services.messenger.deleteReply(interaction.token)
    await services.store.messages.remove(interaction.message.id)
    if (interaction.user.id === job.personId) await services.store.jobs.remove(job.id)
  },
}
