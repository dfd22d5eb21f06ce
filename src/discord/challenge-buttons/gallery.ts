import { MessageFlags } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { challengeRefused as refused } from '#src/messages/challenges.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { ComponentHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import { entryPictures } from '../challenges/entry-pictures.ts'
import { galleryCard } from '../challenges/podium-cards.ts'
import { placeOf } from '../jobs/request-place.ts'
import { challengeOf } from './challenge-of.ts'

/** Entries on one page. */
const perPage = 6

/** Shows the person all entries of a challenge that has ended, page by page. Argument: the page, from 0. */
export const showGallery: ComponentHandler = {
  id: 'challenge-gallery',
  async press(
    services: Pick<Services, 'acknowledge' | 'store' | 'settings' | 'fitBytes' | 'messenger'>,
    interaction,
    { job: id, argument },
  ) {
    const { acknowledge, store, messenger } = services
    // The podium opens a private gallery, whose pages turn in place.
    if (interaction.message.flags.has(MessageFlags.Ephemeral)) await acknowledge.update(interaction)
    else await acknowledge.reply(interaction, { ephemeral: true })
    const challenge = await challengeOf(services, interaction, id)
    if (challenge.phase !== 'ended') throw new UserError('tally-closed', refused.tallyClosed)
    const all = await store.challenges.standings(id)
    const pages = Math.max(1, Math.ceil(all.length / perPage))
    const page = Math.min(pages - 1, Math.max(0, Math.trunc(Number(argument)) || 0))
    const standings = all.slice(page * perPage, (page + 1) * perPage)
    const entries = await store.challenges.entries(id)
    const shown = standings.flatMap(({ entryId }) => entries.find((entry) => entry.id === entryId) ?? [])
    const pictures = await entryPictures(services, shown, placeOf(interaction))
    const messages = messagesIn(interaction.locale)
    await messenger.editReply(
      interaction.token,
      galleryCard({ challenge, standings, pictures, page: page + 1, pages, messages }),
    )
  },
}
