import { MessageFlags } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { galleryRefused } from '#src/messages/gallery.ts'
import { policyRefused } from '#src/messages/order.ts'
import type { Services } from '../bot/services.ts'
import { viewerIn } from '../gallery-buttons/show-gallery.ts'
import { type JobButton, jobOf } from './job-button.ts'

/** Gives a result a star, or takes it back. Everybody who sees the message may do so, except the picture's owner. */
export const star: JobButton = {
  id: 'star',
  on: {
    accessory: ({ stars, messages: { stars: words } }) => ({
      label: stars === 0 ? words.star : words.count(stars),
      emoji: '⭐',
    }),
  },
  async press(
    services: Pick<Services, 'acknowledge' | 'store' | 'settings' | 'starBoard' | 'starLabels'>,
    interaction,
    pressed,
  ) {
    await services.acknowledge.update(interaction)
    const { store, starBoard, starLabels } = services
    const job = await jobOf(services, pressed)
    const personId = interaction.user.id
    if (job.personId === personId) throw new UserError('own-star', galleryRefused.ownStar)
    const viewer = await viewerIn(services, interaction)
    if (viewer.without.includes(personId)) throw new UserError('person-blocked', policyRefused.person)
    // A message for one person may have been left open since the picture was taken out of the gallery.
    const isPublic = !interaction.message.flags.has(MessageFlags.Ephemeral)
    if (!isPublic && !(await store.gallery.isVisible(job.id, viewer)))
      throw new UserError('unseen', galleryRefused.unseen)
    const outcome = await store.gallery.toggleStar(job.id, personId)
    if (outcome === null) return
    starBoard.update()
    await starLabels.show(interaction, job)
  },
}
