import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/refusals.ts'
import { galleryRefused } from '#src/messages/gallery.ts'
import type { ComponentHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import { optionsFor } from '../delivery/finished-message.ts'
import { galleryActions, galleryFilter, readState } from '../gallery/gallery-state.ts'
import { placeOf } from '../jobs/request-place.ts'
import { type GalleryServices, showGallery, viewerIn } from './show-gallery.ts'
import { nextPart } from './export-part.ts'

/** Turns to another page and keeps everything else. */
const turnPage: ComponentHandler = {
  id: galleryActions.turn,
  async press(services: GalleryServices, interaction, pressed) {
    await services.acknowledge.update(interaction)
    await showGallery(services, interaction, readState(pressed))
  },
}

/** Goes to the first page of another kind. */
const chooseKind: ComponentHandler = {
  id: galleryActions.kind,
  async press(services: GalleryServices, interaction, pressed) {
    await services.acknowledge.update(interaction)
    await showGallery(services, interaction, readState(pressed))
  },
}

/** Goes to the first page of another mode. */
const chooseMode: ComponentHandler = {
  id: galleryActions.mode,
  async press(services: GalleryServices, interaction, pressed) {
    await services.acknowledge.update(interaction)
    const { filter } = readState(pressed)
    const [mode] = interaction.isStringSelectMenu() ? interaction.values : []
    await showGallery(services, interaction, { filter: galleryFilter({ ...filter, mode }), page: 0 })
  },
}

/** Shows a result with all its buttons to the person who chose it. */
const openOne: ComponentHandler = {
  id: galleryActions.open,
  async press(
    services: Pick<Services, 'acknowledge' | 'store' | 'settings' | 'finishedMessage' | 'messenger'>,
    interaction,
  ) {
    const { store, messenger } = services
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const [jobId = ''] = interaction.isStringSelectMenu() ? interaction.values : []
    const job = await store.jobs.get(jobId)
    if (job === null) throw new UserError('job-gone', refused.gone)
    if (!(await store.gallery.isVisible(job.id, await viewerIn(services, interaction))))
      throw new UserError('unseen', galleryRefused.unseen)
    const ephemeral = job.personId === interaction.user.id
    const fileLimit = interaction.attachmentSizeLimit
    const options = await optionsFor(services, job, placeOf(interaction), { fileLimit, ephemeral })
    const payload = await services.finishedMessage(job, options)
    await messenger.editReply(interaction.token, payload)
  },
}

/** Everything that answers the buttons and menus of galleries and exports. */
export const galleryHandlers: readonly ComponentHandler[] = [turnPage, chooseKind, chooseMode, openOne, nextPart]
