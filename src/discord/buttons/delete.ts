import { ComponentType } from 'discord.js'
import { messagesIn } from '#src/messages/languages.ts'
import type { FormHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import { requestLine } from '../cards/request-text.ts'
import { customId } from '../components/custom-id.ts'
import { type JobButton, jobOf, requireOwnerOrModerator } from './job-button.ts'

/** Asks whether a result may be deleted: in a form, which only the person who pressed sees. */
export const deleteResult: JobButton = {
  id: 'delete',
  on: {
    result: ({ words }) => [{ label: words.delete, place: 'last' }],
    ended: (words) => ({ label: words.delete }),
  },
  async press(services: Pick<Services, 'acknowledge' | 'store' | 'settings'>, interaction, pressed) {
    const job = await jobOf(services, pressed)
    await requireOwnerOrModerator(services, interaction, job)
    const { forms } = messagesIn(interaction.locale)
    const owns = interaction.user.id === job.personId
    await services.acknowledge.form(interaction, {
      custom_id: customId(confirmDelete.id, job.id),
      title: forms.delete,
      components: [{ type: ComponentType.TextDisplay, content: owns ? forms.deleteOwn : forms.deleteOthers }],
    })
  },
}

/**
 * Deletes a result. Its owner deletes the message, the job and its pictures. Someone who manages messages here only
 * deletes the message, since the picture belongs to the owner.
 */
export const confirmDelete: FormHandler = {
  id: 'deleted',
  async submit(
    services: Pick<
      Services,
      'acknowledge' | 'store' | 'settings' | 'messenger' | 'moderationLog' | 'messageRemover' | 'starBoard'
    >,
    interaction,
    submitted,
  ) {
    if (!interaction.isFromMessage()) return
    await services.acknowledge.update(interaction)
    const job = await jobOf(services, submitted)
    await requireOwnerOrModerator(services, interaction, job)
    // The token of a form deletes the message that it was opened from, ephemeral ones and those in DMs as well.
    await services.messenger.deleteReply(interaction.token)
    await services.store.messages.remove(interaction.message.id)
    await services.moderationLog.add({
      kind: 'deleted',
      guildId: interaction.guildId,
      channelId: interaction.channelId,
      personId: interaction.user.id,
      jobId: job.id,
      text: requestLine(job.request, messagesIn(interaction.guildLocale)),
      why: null,
    })
    if (interaction.user.id === job.personId) {
      await services.store.jobs.remove(job.id)
      // The star channel may show it as well.
      services.messageRemover.start()
    } else {
      await services.store.challenges.takeOutJob(job.id)
      await services.store.gallery.setAudience(job.id, null)
      services.starBoard.update()
    }
  },
}
