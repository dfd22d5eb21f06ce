import type { MessageComponentInteraction } from 'discord.js'
import type { Challenge } from '#src/community/challenges/challenge.ts'
import { UserError } from '#src/errors.ts'
import { challengeRefused as refused } from '#src/messages/challenges.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { ComponentHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import { enterPicture } from '../challenges/entering.ts'
import { ownEntries, pictureIn } from '../challenges/own-entries.ts'
import { quote } from '../components/text.ts'
import { placeOf } from '../jobs/request-place.ts'
import { requirePostable } from '../submission/guild-policy.ts'
import { challengeOf } from './challenge-of.ts'

/** What entering a picture and showing the entries takes. */
export type EntryServices = Pick<
  Services,
  'acknowledge' | 'store' | 'settings' | 'fitBytes' | 'placeOfChannel' | 'messenger'
>

/** Shows the person their own entries and the pictures that they can enter. */
export const openEntries: ComponentHandler = {
  id: 'challenge-enter',
  async press(services: EntryServices, interaction, { job: id }) {
    await services.acknowledge.reply(interaction, { ephemeral: true })
    await showEntries(services, interaction, await challengeOf(services, interaction, id))
  },
}

/** Enters the picture that was chosen in the menu. It replaces a person's only entry. With several, a menu asks which one. */
export const pickPicture: ComponentHandler = {
  id: 'challenge-pick',
  async press(services: EntryServices, interaction, { job: id }) {
    await services.acknowledge.update(interaction)
    const [value = ''] = interaction.isStringSelectMenu() ? interaction.values : []
    await enterAndShow(services, interaction, await challengeOf(services, interaction, id), value)
  },
}

/** Enters a picture in one of several open challenges. Argument: the picture. The menu's value is the challenge. */
export const pickChallenge: ComponentHandler = {
  id: 'challenge-into',
  async press(services: EntryServices, interaction, { argument }) {
    await services.acknowledge.update(interaction)
    const [id = ''] = interaction.isStringSelectMenu() ? interaction.values : []
    await enterAndShow(services, interaction, await challengeOf(services, interaction, id), argument)
  },
}

/** Replaces the entry that was chosen in the menu. Argument: the picture that takes its place. */
export const replaceEntry: ComponentHandler = {
  id: 'challenge-swap',
  async press(services: EntryServices, interaction, { job: id, argument }) {
    await services.acknowledge.update(interaction)
    const challenge = await challengeOf(services, interaction, id)
    const [replaced] = interaction.isStringSelectMenu() ? interaction.values : []
    await enterAndShow(services, interaction, challenge, argument, replaced)
  },
}

/** Withdraws one of a person's own entries. Argument: the entry. */
export const withdrawEntry: ComponentHandler = {
  id: 'challenge-withdraw',
  async press(services: EntryServices, interaction, { job: id, argument }) {
    await services.acknowledge.update(interaction)
    const challenge = await challengeOf(services, interaction, id)
    if (challenge.phase === 'ended' || challenge.phase === 'cancelled') throw new UserError('over', refused.over)
    const entries = await services.store.challenges.entries(id)
    const own = entries.find((entry) => entry.id === argument && entry.personId === interaction.user.id)
    if (own !== undefined) await services.store.challenges.takeOut(own.id, 'withdrawn')
    await showEntries(services, interaction, challenge, messagesIn(interaction.locale).ownChallenge.withdrawn)
  },
}

/** Enters a picture, and shows the person's entries with a sentence about the outcome. */
export async function enterAndShow(
  services: EntryServices,
  interaction: MessageComponentInteraction,
  challenge: Challenge,
  value: string,
  replaces?: string,
): Promise<void> {
  const { ownChallenge: words } = messagesIn(interaction.locale)
  const personId = interaction.user.id
  const whose = { personId, ...pictureIn(value) }
  await requirePostableIn(services, interaction, challenge, whose.jobId)
  const theme = quote(challenge.theme, 100)
  const own = (await services.store.challenges.entries(challenge.id)).filter((entry) => entry.personId === personId)
  const [only] = own
  // If only one entry is allowed, a new picture must replace the old one.
  const isOnly = challenge.entriesEach === 1 && only !== undefined && !sameAs(only, whose)
  const outcome = await enterPicture(services, challenge, whose, replaces ?? (isOnly ? only.id : undefined))
  if (outcome === 'full') return showEntries(services, interaction, challenge, undefined, value)
  const said = { entered: words.entered(theme), replaced: words.replaced(theme), already: words.already }[outcome]
  await showEntries(services, interaction, challenge, said)
}

/** Blocked people and words keep a picture out that was drawn where they are not blocked. @throws UserError */
async function requirePostableIn(
  { store, settings, placeOfChannel }: Pick<EntryServices, 'store' | 'settings' | 'placeOfChannel'>,
  interaction: MessageComponentInteraction,
  { guildId, channelId }: Challenge,
  jobId: string,
): Promise<void> {
  const job = await store.jobs.get(jobId)
  const place = { ...placeOf(interaction), ...placeOfChannel(guildId, channelId) }
  if (job !== null) requirePostable(job.request, { place, settings: await settings.at(place) })
}

const sameAs = (
  a: { readonly jobId: string; readonly picture: number },
  b: { readonly jobId: string; readonly picture: number },
): boolean => a.jobId === b.jobId && a.picture === b.picture

async function showEntries(
  services: EntryServices,
  interaction: MessageComponentInteraction,
  challenge: Challenge,
  said?: string,
  instead?: string,
): Promise<void> {
  const payload = await ownEntries(services, {
    challenge,
    personId: interaction.user.id,
    place: placeOf(interaction),
    ...(said === undefined ? {} : { said }),
    ...(instead === undefined ? {} : { instead }),
    messages: messagesIn(interaction.locale),
  })
  await services.messenger.editReply(interaction.token, payload)
}
