import type { Challenge } from '#src/community/challenges/challenge.ts'
import { optional } from '#src/log/optional.ts'
import type { Payload } from '../components/payload.ts'
import { channelRefusalOf } from '../transport/threads.ts'
import { challengeSettings } from './challenge-settings.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import { entryPictures } from './entry-pictures.ts'
import { podiumCard, podiumPlaces } from './podium-cards.ts'

/** The podium of a challenge that has ended. The winner's role is passed on first, so that the podium can mention it. */
export async function composePodium(parts: ChallengeParts, challenge: Challenge): Promise<Payload> {
  const [first] = await parts.store.challenges.standings(challenge.id)
  return podium(parts, challenge, await passRole(parts, challenge, first?.personId))
}

/** The podium without what was deleted since. The winner's role stays where it is. */
export const podiumNow = (parts: ChallengeParts, challenge: Challenge): Promise<Payload> =>
  podium(parts, challenge, undefined)

async function podium(parts: ChallengeParts, challenge: Challenge, role: string | undefined): Promise<Payload> {
  const { store, messagesFor, placeOfChannel } = parts
  const standings = await store.challenges.standings(challenge.id)
  const entries = await store.challenges.entries(challenge.id)
  const first = standings
    .slice(0, podiumPlaces)
    .flatMap(({ entryId }) => entries.find(({ id }) => id === entryId) ?? [])
  return podiumCard({
    challenge,
    standings,
    pictures: await entryPictures(parts, first, placeOfChannel(challenge.guildId, challenge.channelId)),
    role,
    messages: await messagesFor(challenge.guildId),
  })
}

/** Gives the winner's role to the winner and takes it from the previous one. Returns a sentence about it. */
async function passRole(
  parts: ChallengeParts,
  { id, guildId }: Challenge,
  winner: string | undefined,
): Promise<string | undefined> {
  const { store, threads, messagesFor, log } = parts
  const { winnerRole } = await challengeSettings(parts, guildId)
  if (winnerRole === undefined || winner === undefined) return undefined
  const { challenge: words } = await messagesFor(guildId)
  try {
    await threads.giveRole(guildId, winner, winnerRole)
  } catch (error) {
    if (channelRefusalOf(error) === undefined) throw error
    log.warn({ challenge: id, err: error }, 'the winner’s role could not be given')
    return words.roleRefused(winnerRole)
  }
  const results = await store.challenges.results(guildId)
  const before = results.filter(({ challengeId }) => challengeId !== id).at(-1)?.standings[0]?.personId
  if (before !== undefined && before !== winner)
    await optional(log, 'the role of the previous winner', () => threads.takeRole(guildId, before, winnerRole))
  return words.roleGiven(winnerRole)
}
