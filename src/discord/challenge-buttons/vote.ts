import type { MessageComponentInteraction } from 'discord.js'
import type { Challenge, Vote } from '#src/community/challenges/challenge.ts'
import { isOpen } from '#src/community/challenges/phases.ts'
import { voteRefusal, type VoteRefusal } from '#src/community/challenges/voters.ts'
import { UserError } from '#src/errors.ts'
import { challengeRefused as refused } from '#src/messages/challenges.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { fill } from '#src/messages/template.ts'
import type { ComponentHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import { ballotPage } from '../challenges/ballots.ts'
import { challengeSettings } from '../challenges/challenge-settings.ts'
import { isModerator } from '../interactions/permissions.ts'
import { placeOf } from '../jobs/request-place.ts'
import { challengeOf } from './challenge-of.ts'

type VoteServices = Pick<
  Services,
  'acknowledge' | 'store' | 'fitBytes' | 'messenger' | 'settings' | 'clock' | 'ballotTurns'
>

/** Opens the person's ballot. */
export const openBallot: ComponentHandler = {
  id: 'challenge-vote',
  async press(services: VoteServices, interaction, { job: id }) {
    await services.acknowledge.reply(interaction, { ephemeral: true })
    await services.ballotTurns(async () => {
      const challenge = await votingOn(services, interaction, id, [])
      await showBallot(services, interaction, challenge)
    })
  },
}

/** Shows another page of the ballot. Argument: the page, from 0. */
export const turnBallot: ComponentHandler = {
  id: 'challenge-page',
  async press(services: VoteServices, interaction, { job: id, argument }) {
    await services.acknowledge.update(interaction)
    await services.ballotTurns(async () => {
      const challenge = await votingOn(services, interaction, id, [])
      await showBallot(services, interaction, challenge, Number(argument))
    })
  },
}

/** Gives stars. Argument: the entry, the stars, the page. */
export const giveStars: ComponentHandler = {
  id: 'challenge-star',
  async press(services: VoteServices, interaction, { job: id, argument }) {
    await services.acknowledge.update(interaction)
    const [entryId = '', stars, at] = argument.split(':')
    const vote = { voterId: interaction.user.id, entryId, otherId: '', value: Number(stars) }
    await services.ballotTurns(() => castAndShow(services, interaction, id, vote, Number(at) + 1))
  },
}

/** Chooses one of two. Argument: the winner, the other one, the page. */
export const chooseOne: ComponentHandler = {
  id: 'challenge-duel',
  async press(services: VoteServices, interaction, { job: id, argument }) {
    await services.acknowledge.update(interaction)
    const [winner = '', other = '', at] = argument.split(':')
    const isFirst = winner < other
    const vote = {
      voterId: interaction.user.id,
      entryId: isFirst ? winner : other,
      otherId: isFirst ? other : winner,
      value: isFirst ? 1 : 0,
    }
    await services.ballotTurns(() => castAndShow(services, interaction, id, vote, Number(at) + 1))
  },
}

/** Lets a moderator remove an entry for good. Argument: the entry, the page. */
export const removeEntry: ComponentHandler = {
  id: 'challenge-remove',
  async press(services: VoteServices, interaction, { job: id, argument }) {
    await services.acknowledge.update(interaction)
    if (!(await isModerator(services, interaction))) throw new UserError('not-yours', refused.onlyModerators)
    const challenge = await challengeOf(services, interaction, id)
    if (!isOpen(challenge)) throw new UserError('over', refused.over)
    const [entryId = '', at] = argument.split(':')
    await services.store.challenges.takeOut(entryId, 'removed')
    await showBallot(services, interaction, challenge, Number(at))
  },
}

/** The challenge, if this person may vote on these entries now. @throws UserError */
async function votingOn(
  services: VoteServices,
  interaction: MessageComponentInteraction,
  id: string,
  entryIds: readonly string[],
): Promise<Challenge> {
  const { store, clock } = services
  const challenge = await challengeOf(services, interaction, id)
  const entries = entryIds.length === 0 ? [] : await store.challenges.entries(id)
  const now = clock.now()
  const { votingAge } = await challengeSettings(services, challenge.guildId)
  const refusal = voteRefusal({
    isVoting: challenge.phase === 'voting' && (challenge.votesEnd ?? 0) > now,
    entries: entryIds.map((entryId) => entries.find((entry) => entry.id === entryId)),
    voterId: interaction.user.id,
    accountMade: interaction.user.createdTimestamp,
    minimalAge: votingAge,
    now,
  })
  if (refusal !== undefined) throw new UserError('may-not-vote', sentenceFor(refusal), { ...refusal })
  return challenge
}

function sentenceFor(refusal: VoteRefusal): string {
  switch (refusal.because) {
    case 'closed':
      return refused.votingClosed
    case 'own':
      return refused.ownEntry
    case 'gone':
      return refused.goneEntry
    case 'too-young':
      return fill(refused.tooYoung, { when: `<t:${Math.ceil(refusal.until / 1000)}:f>` })
    default:
      return refusal satisfies never
  }
}

/** Writes a vote and shows the next page. @throws UserError `may-not-vote` */
async function castAndShow(
  services: VoteServices,
  interaction: MessageComponentInteraction,
  id: string,
  vote: Vote,
  next: number,
): Promise<void> {
  const entryIds = vote.otherId === '' ? [vote.entryId] : [vote.entryId, vote.otherId]
  const challenge = await votingOn(services, interaction, id, entryIds)
  if (!(await services.store.challenges.vote(id, vote))) throw new UserError('may-not-vote', refused.votingClosed)
  await showBallot(services, interaction, challenge, next)
}

async function showBallot(
  services: VoteServices,
  interaction: MessageComponentInteraction,
  challenge: Challenge,
  at?: number,
): Promise<void> {
  const voter = {
    id: interaction.user.id,
    mayRemove: await isModerator(services, interaction),
    place: placeOf(interaction),
    messages: messagesIn(interaction.locale),
  }
  await services.messenger.editReply(interaction.token, await ballotPage(services, challenge, voter, at))
}
