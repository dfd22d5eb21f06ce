import type { BaseInteraction } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { galleryRefused } from '#src/messages/gallery.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { GalleryItem, GalleryViewer } from '#src/store/gallery/gallery-store.ts'
import type { Services } from '../bot/services.ts'
import { viewerOf } from '../gallery/audience.ts'
import { coverOf } from '../gallery/cover.ts'
import { galleryCard, type ShownItem } from '../gallery/gallery-card.ts'
import type { GalleryState } from '../gallery/gallery-state.ts'
import { jumpLink } from '../gallery/jump-link.ts'
import { placeOf } from '../jobs/request-place.ts'
import { withLocale } from '../jobs/job-messages.ts'
import { shownAt } from '../jobs/spoiler.ts'

export type GalleryServices = Pick<Services, 'acknowledge' | 'store' | 'settings' | 'fitBytes' | 'messenger'>

/** Pictures on one page. */
const perPage = 9

/** The viewer of an interaction. People whose pictures the guild hides are left out. */
export async function viewerIn(
  { settings }: Pick<Services, 'settings'>,
  interaction: BaseInteraction,
): Promise<GalleryViewer> {
  const here = await settings.at(placeOf(interaction))
  return viewerOf(interaction, here.value('blockedPeople') ?? [])
}

/** Shows a page of a gallery in the private reply of an interaction. @throws UserError `no-server`, `no-word` */
export async function showGallery(
  services: Omit<GalleryServices, 'acknowledge'>,
  interaction: BaseInteraction & { readonly token: string },
  state: GalleryState,
): Promise<void> {
  const { store, messenger } = services
  const { filter, page } = state
  if (filter.kind !== 'mine' && interaction.guild === null) throw new UserError('no-server', galleryRefused.noServer)
  if (filter.words !== undefined && !/[\p{L}\p{N}]/u.test(filter.words))
    throw new UserError('no-word', galleryRefused.noWord)
  const viewer = await viewerIn(services, interaction)
  const found = await store.gallery.page(filter, viewer, { offset: page * perPage, limit: perPage + 1 })
  const shown = await Promise.all(
    found.slice(0, perPage).map((item, index) => shownItem(services, item, index, interaction)),
  )
  const items = shown.filter((item) => item !== undefined)
  const hasNext = found.length > perPage
  const facts = { filter, page, items, hasNext, inGuild: interaction.guild !== null }
  await messenger.editReply(interaction.token, galleryCard(facts, messagesIn(interaction.locale)))
}

/** Undefined if the result was deleted a moment ago. */
async function shownItem(
  services: Omit<GalleryServices, 'acknowledge'>,
  { jobId, stars }: GalleryItem,
  index: number,
  interaction: BaseInteraction,
): Promise<ShownItem | undefined> {
  const { store } = services
  const found = await store.jobs.get(jobId)
  if (found === null) return undefined
  const { locale, guildId } = interaction
  const job = await shownAt(services, withLocale(found, locale), placeOf(interaction))
  const cover = await coverOf(services, job, `picture-${index + 1}`)
  if (cover === undefined) return undefined
  return { job, cover, stars, link: await jumpLink(store, job, guildId), isPrivate: job.origin['ephemeral'] === true }
}
